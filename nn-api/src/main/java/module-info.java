/** What plugins and backends compile against. */
module org.neurite.api {
  requires static org.jspecify;
}
