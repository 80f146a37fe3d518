package org.neurite.api.component;

/** Service interface through which components of kind {@link Schedule} are found. */
public interface ScheduleProvider extends ComponentProvider<Schedule> {}
