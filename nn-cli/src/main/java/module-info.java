/** The nn command. */
module org.neurite.cli {
  requires info.picocli;
  requires me.tongfei.progressbar;
  requires org.neurite.data;
  requires static org.jspecify;

  opens org.neurite.cli to
      info.picocli;
}
