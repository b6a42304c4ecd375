package dev.rosterline.local;

import java.nio.file.Path;

/**
 * How the system is started.
 *
 * @param restart whether a service that dies is started again
 * @param detach whether the command returns when the system is ready and leaves it running
 */
record UpOptions(Path data, PortPlan ports, boolean restart, boolean detach) {}
