/** Spiking neurons as a layer. */
module org.example.spiking {
  requires org.neurite.api;

  exports spiking;

  provides org.neurite.api.component.LayerProvider with
      spiking.LeakyIntegrateAndFireProvider;
}
