package dev.rosterline.bench.micro;

import dev.rosterline.scim.filter.Filter;
import dev.rosterline.scim.filter.FilterParser;
import dev.rosterline.scim.json.Mode;
import dev.rosterline.scim.json.ResourceReader;
import dev.rosterline.scim.json.ValidResource;
import dev.rosterline.scim.patch.Patch;
import dev.rosterline.scim.patch.PatchApplier;
import dev.rosterline.scim.patch.PatchReader;
import dev.rosterline.scim.patch.PatchResult;
import dev.rosterline.scim.schema.ResourceType;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What the protocol costs: the look-up's filter, the create's body, the PATCH of an IdP. */
@State(Scope.Benchmark)
@BenchmarkMode(org.openjdk.jmh.annotations.Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@org.openjdk.jmh.annotations.Measurement(iterations = 5, time = 1)
public class ScimBenchmark {

  private final ValidResource user =
      ResourceReader.readForCreate(ResourceType.USER, Samples.USER, Mode.LENIENT);
  private final Patch patch = PatchReader.read(ResourceType.USER, Samples.PATCH, Mode.LENIENT);

  @Benchmark
  public Filter parseFilter() {
    return FilterParser.parse(ResourceType.USER, Samples.FILTER);
  }

  @Benchmark
  public ValidResource readUser() {
    return ResourceReader.readForCreate(ResourceType.USER, Samples.USER, Mode.LENIENT);
  }

  @Benchmark
  public Patch readPatch() {
    return PatchReader.read(ResourceType.USER, Samples.PATCH, Mode.LENIENT);
  }

  @Benchmark
  public PatchResult applyPatch() {
    return PatchApplier.apply(ResourceType.USER, user.document(), patch);
  }
}
