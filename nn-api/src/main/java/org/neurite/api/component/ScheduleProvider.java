package org.neurite.api.component;

import org.neurite.api.API;

/** Service interface through which components of kind {@link Schedule} are found. */
@API(API.Status.STABLE)
public interface ScheduleProvider extends ComponentProvider<Schedule> {}
