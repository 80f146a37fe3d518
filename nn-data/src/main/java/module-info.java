/** Data sources, schemas and preprocessing. */
module org.neurite.data {
  requires transitive org.neurite.core;
  requires de.siegmar.fastcsv;
  requires static org.jspecify;
}
