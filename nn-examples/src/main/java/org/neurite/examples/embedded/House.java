package org.neurite.examples.embedded;

/**
 * A block group of California, as clients describe it. The components are the model's columns.
 *
 * @param longitude degrees
 * @param latitude degrees
 * @param housingMedianAge years
 * @param totalRooms how many
 * @param totalBedrooms how many
 * @param population people
 * @param households how many
 * @param medianIncome in 10,000 dollars a year
 */
public record House(
    double longitude,
    double latitude,
    double housingMedianAge,
    double totalRooms,
    double totalBedrooms,
    double population,
    double households,
    double medianIncome) {

  /** The first row of the data, whose value was 452,600 dollars. */
  static final House EXAMPLE = new House(-122.23, 37.88, 41, 880, 129, 322, 126, 8.3252);
}
