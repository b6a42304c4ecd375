package dev.rosterline.bench.micro;

import dev.rosterline.contract.AccountId;
import dev.rosterline.contract.Command;
import dev.rosterline.contract.CommandEnvelope;
import dev.rosterline.contract.Ids;
import dev.rosterline.contract.ReplyAddress;
import dev.rosterline.contract.Slot;
import dev.rosterline.contract.Source;
import dev.rosterline.contract.wire.CommandWire;
import dev.rosterline.scim.json.Mode;
import dev.rosterline.scim.json.ResourceReader;
import dev.rosterline.scim.schema.ResourceType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What the contract costs: a command to bytes and back, once each a write. */
@State(Scope.Benchmark)
@BenchmarkMode(org.openjdk.jmh.annotations.Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@org.openjdk.jmh.annotations.Measurement(iterations = 5, time = 1)
public class WireBenchmark {

  private final CommandEnvelope envelope = envelope();
  private final byte[] written = CommandWire.write(envelope);

  private static CommandEnvelope envelope() {
    var ids = new Ids(Clock.systemUTC());
    var account = new AccountId(UUID.randomUUID());
    var user = ResourceReader.readForCreate(ResourceType.USER, Samples.USER, Mode.LENIENT);
    return new CommandEnvelope(
        ids.command(),
        account,
        ids.resource(Slot.ofKey(account, "User", "mira.holt@northwind.example")),
        0,
        new Command.CreateUser(user.document()),
        new Source(UUID.randomUUID(), "Okta production", "Okta"),
        Instant.now(),
        new ReplyAddress("gateway-1", 5),
        List.of(),
        null,
        null);
  }

  @Benchmark
  public byte[] writeCommand() {
    return CommandWire.write(envelope);
  }

  @Benchmark
  public CommandEnvelope readCommand() {
    return CommandWire.read(written);
  }
}
