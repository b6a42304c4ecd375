package dev.rosterline.gateway.bulk;

import dev.rosterline.contract.CommandId;
import dev.rosterline.gateway.access.Caller;

/** A bulk request whose client does not wait for it. */
record AcceptedBulk(CommandId id, Caller caller, byte[] body) {}
