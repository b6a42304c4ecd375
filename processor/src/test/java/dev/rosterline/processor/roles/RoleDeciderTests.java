package dev.rosterline.processor.roles;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rosterline.contract.AccountPolicy;
import dev.rosterline.contract.GroupRef;
import dev.rosterline.contract.MembershipEvent.Type;
import dev.rosterline.contract.RoleGrant;
import dev.rosterline.contract.RoleMapping;
import dev.rosterline.contract.RoleMapping.Match;
import dev.rosterline.contract.RoleRules;
import dev.rosterline.contract.ScimId;
import dev.rosterline.contract.wire.PolicyWire;
import dev.rosterline.processor.database.StoredJson;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RoleDeciderTests {

  private static final RoleMapping SALES = new RoleMapping(Match.EXACT, "Sales", "seller", false);
  private static final RoleMapping LEADS = new RoleMapping(Match.PREFIX, "Sales", "seller", false);
  private static final RoleMapping STAFF = new RoleMapping(Match.EXACT, "Staff", "staff", false);
  private static final RoleMapping TEACH = new RoleMapping(Match.EXACT, "7b", "staff", true);

  @Test
  void roleIsGivenByTheFirstGroupAndMappingThatFit() {
    Grants grants = grants("{}", List.of(SALES, LEADS), "Sales", "Sales EMEA");
    assertThat(grants.roles())
        .containsExactly(new RoleGrant("seller", false, group("Sales"), SALES));
    assertThat(grants.classes()).isEmpty();
  }

  @Test
  void groupsAreClassesOnASchoolAccountOnly() {
    assertThat(grants("{'accountType':'school'}", List.of(), "7b", "8a").classes())
        .containsExactlyInAnyOrder(group("7b"), group("8a"));
    assertThat(grants("{}", List.of(), "7b").isNone()).isTrue();
  }

  @Test
  void whatMakesATeacherIsTheReasonShownAndNobodyTeachesInABusiness() {
    List<RoleMapping> mappings = List.of(STAFF, TEACH);
    RoleGrant atSchool =
        grants("{'accountType':'school'}", mappings, "Staff", "7b").roles().getFirst();
    assertThat(atSchool).isEqualTo(new RoleGrant("staff", true, group("7b"), TEACH));
    RoleGrant atWork = grants("{}", mappings, "7b", "Staff").roles().getFirst();
    assertThat(atWork.teacher()).isFalse();
  }

  @Test
  void defaultRoleIsThereWithoutAGroupAndGivesWayToOne() {
    assertThat(grants("{'defaultRole':'seller'}", List.of(SALES)).roles())
        .containsExactly(RoleGrant.byDefault("seller"));
    assertThat(grants("{'defaultRole':'seller'}", List.of(SALES), "Sales").roles())
        .containsExactly(new RoleGrant("seller", false, group("Sales"), SALES));
  }

  @Test
  void onlyWhatDiffersIsToldAndEndsComeFirst() {
    Grants before = grants("{'accountType':'school'}", List.of(SALES, STAFF), "Sales", "Staff");
    Grants after = grants("{'accountType':'school'}", List.of(SALES, TEACH), "Staff", "7b");
    assertThat(types(before, after))
        .containsExactly(Type.CLASS_LEFT, Type.ROLE_LOST, Type.CLASS_JOINED, Type.ROLE_GAINED);
    assertThat(types(before, before)).isEmpty();
  }

  @Test
  void anotherReasonForTheSameRoleIsNoNews() {
    Grants before = grants("{}", List.of(SALES, LEADS), "Sales", "Sales EMEA");
    Grants after = grants("{}", List.of(SALES, LEADS), "Sales EMEA");
    assertThat(before).isNotEqualTo(after);
    assertThat(types(before, after)).isEmpty();
  }

  @Test
  void teachingByARoleOneHasAlreadyIsNews() {
    Grants before = grants("{'accountType':'school'}", List.of(STAFF), "Staff");
    Grants after = grants("{'accountType':'school'}", List.of(STAFF, TEACH), "Staff", "7b");
    assertThat(types(before, after)).containsExactly(Type.CLASS_JOINED, Type.ROLE_GAINED);
  }

  @Test
  void storedFormIsReadToAnEqualValue() {
    Grants grants =
        grants(
            "{'accountType':'school','defaultRole':'guest'}", List.of(SALES, TEACH), "Sales", "7b");
    assertThat(GrantsJson.read(GrantsJson.write(grants))).isEqualTo(grants);
    assertThat(GrantsJson.write(Grants.NONE)).isNull();
  }

  private static List<Type> types(Grants before, Grants after) {
    return RoleDecider.changes(before, after).stream().map(RoleDecider.Change::type).toList();
  }

  private static Grants grants(String policy, List<RoleMapping> mappings, String... groups) {
    AccountPolicy read = PolicyWire.read(StoredJson.object(policy.replace('\'', '"')));
    List<GroupRef> refs = List.of(groups).stream().map(RoleDeciderTests::group).toList();
    return RoleDecider.grants(read, refs, RoleRules.of(mappings)::meaning);
  }

  private static GroupRef group(String name) {
    return new GroupRef(new ScimId(new UUID(7, name.hashCode())), name);
  }
}
