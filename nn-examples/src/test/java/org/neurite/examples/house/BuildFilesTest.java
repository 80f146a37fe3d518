package org.neurite.examples.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** What the parent says and what stands elsewhere in the build must agree. */
class BuildFilesTest {
  private static final Document PARENT = read(Repository.root().resolve("pom.xml"));
  private static final Document BOM = read(Repository.root().resolve("nn-bom/pom.xml"));

  @Test
  void parentBuildsEveryModule() {
    assertThat(texts(PARENT, "/project/modules/module"))
        .containsExactlyInAnyOrderElementsOf(
            Repository.modules().stream().map(folder -> folder.getFileName().toString()).toList());
  }

  @Test
  void bomListsEveryPublishedModule() {
    assertThat(texts(BOM, "/project/dependencyManagement/dependencies/dependency/artifactId"))
        .containsExactlyInAnyOrderElementsOf(
            texts(PARENT, "/project/modules/module").stream()
                .filter(
                    module -> !List.of("nn-bom", "nn-examples", "nn-benchmarks").contains(module))
                .toList());
  }

  @Test
  void bomHasTheParentsVersions() {
    String spotless = "/project/build//plugin[artifactId='spotless-maven-plugin']/version";
    assertThat(texts(BOM, "/project/version")).isEqualTo(texts(PARENT, "/project/version"));
    assertThat(texts(BOM, spotless)).isEqualTo(texts(PARENT, spotless));
  }

  /** A public repository refuses a POM that lacks one of these. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "url",
        "licenses/license/name",
        "licenses/license/url",
        "developers/developer/name",
        "scm/connection",
        "scm/url"
      })
  void parentAndBomSayWhatIsPublished(String element) {
    List<String> stated = texts(PARENT, "/project/" + element);
    assertThat(stated).hasSize(1).first().asString().isNotBlank();
    assertThat(texts(BOM, "/project/" + element)).isEqualTo(stated);
  }

  @Test
  void everyModuleHasANameAndADescription() {
    for (Path folder : Repository.modules()) {
      Document pom = read(folder.resolve("pom.xml"));
      for (String element : List.of("name", "description")) {
        assertThat(texts(pom, "/project/" + element))
            .as("%s of %s", element, folder.getFileName())
            .hasSize(1)
            .doesNotContain("");
      }
    }
  }

  @Test
  void theReleaseProfileAddsSourcesAndDocumentation() {
    String plugins = "/project/profiles/profile[id='release']/build/plugins/plugin";
    assertThat(texts(PARENT, plugins + "/artifactId"))
        .containsExactlyInAnyOrder("maven-source-plugin", "maven-javadoc-plugin");
    assertThat(texts(PARENT, plugins + "//goal")).containsExactlyInAnyOrder("jar-no-fork", "jar");
  }

  private static Document read(Path pom) {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(String.join("\n", Repository.lines(pom)))));
    } catch (Exception e) {
      throw new IllegalStateException("Can't read " + pom, e);
    }
  }

  private static List<String> texts(Document document, String path) {
    try {
      NodeList nodes =
          (NodeList)
              XPathFactory.newInstance()
                  .newXPath()
                  .evaluate(path, document, XPathConstants.NODESET);
      return IntStream.range(0, nodes.getLength())
          .mapToObj(i -> nodes.item(i).getTextContent().strip())
          .toList();
    } catch (Exception e) {
      throw new IllegalStateException("Can't evaluate " + path, e);
    }
  }
}
