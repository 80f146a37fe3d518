/** The double-precision interpreter that every kernel is tested against. */
module org.neurite.reference {
  requires transitive org.neurite.api;
  requires static org.jspecify;

  exports org.neurite.reference;
}
