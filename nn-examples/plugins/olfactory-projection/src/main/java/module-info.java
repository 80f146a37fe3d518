/** The fly's projection of smells as a layer. */
module org.example.olfaction {
  requires org.neurite.api;

  exports olfaction;

  provides org.neurite.api.component.LayerProvider with
      olfaction.OlfactoryProjectionProvider;
}
