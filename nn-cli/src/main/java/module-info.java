/** The nn command. */
module org.neurite.cli {
  exports org.neurite.cli.example;

  requires java.compiler; // which words are reserved in Java
  requires de.siegmar.fastcsv;
  requires info.picocli;
  requires me.tongfei.progressbar;
  requires org.neurite.data;
  requires org.neurite.testkit;
  requires static org.jspecify;

  opens org.neurite.cli to
      info.picocli;

  uses java.sql.Driver;
  uses org.neurite.cli.example.Example;
}
