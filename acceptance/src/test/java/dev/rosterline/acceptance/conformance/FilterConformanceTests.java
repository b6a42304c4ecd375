package dev.rosterline.acceptance.conformance;

import static dev.rosterline.acceptance.conformance.Bodies.ENTERPRISE;
import static dev.rosterline.acceptance.conformance.Bodies.USER;
import static dev.rosterline.acceptance.conformance.Bodies.name;
import static dev.rosterline.acceptance.conformance.Bodies.user;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** RFC 7644, 3.4.2.2: filters. */
class FilterConformanceTests extends ConformanceSuite {

  private final String ada = name("ada");
  private final String bob = name("bob");
  private final String cid = name("cid");

  /** Each has a distinct title, and addresses of two types. */
  @BeforeAll
  void fill() {
    created(user(ada, people("Analyst", "work", "home") + ",'externalId':'Ext-" + ada + "'"));
    var sales = ",'" + ENTERPRISE + "':{'department':'Sales'}";
    created(user(bob, people("Builder", "home", "work") + sales));
    created(user(cid, ",'active':false,'name':{'familyName':'O\\u0027Malley'}"));
  }

  private static String people(String title, String first, String second) {
    return (",'title':'%s','emails':[{'type':'%s','value':'one@%s.example'},"
            + "{'type':'%s','value':'two@%s.example'}],'name':{'givenName':'G%s'}")
        .formatted(title, first, title, second, title, title);
  }

  @Requirement("F-01")
  @Test
  void everyOperatorCompares() {
    assertFinds("title eq \"analyst\"", ada);
    assertFinds("title ne \"analyst\" and title pr", bob);
    assertFinds("title co \"uild\"", bob);
    assertFinds("title sw \"Ana\"", ada);
    assertFinds("title ew \"lyst\"", ada);
    assertFinds("title pr", ada, bob);
    assertFinds("title gt \"Analyst\"", bob);
    assertFinds("title ge \"Analyst\"", ada, bob);
    assertFinds("title lt \"Builder\"", ada);
    assertFinds("title le \"Builder\"", ada, bob);
  }

  @Requirement("F-02")
  @Test
  void operatorsAndNamesHaveNoCase() {
    assertFinds("UserName EQ \"" + ada + "\"", ada);
    assertFinds("TITLE Pr AND NOT (title Eq \"Builder\")", ada);
  }

  @Requirement("F-03")
  @Test
  void andBindsCloserThanOr() {
    assertFinds("title eq \"Analyst\" or title eq \"Builder\" and active eq false", ada);
    assertFinds("not (title pr)", cid);
    assertFinds("not (title pr) or title eq \"Builder\"", bob, cid);
  }

  @Requirement("F-04")
  @Test
  void bracketsGroup() {
    assertFinds("(title eq \"Analyst\" or title eq \"Builder\") and active eq false");
  }

  @Requirement("F-05")
  @Requirement("IP-03")
  @Test
  void caseMattersWhereTheAttributeSaysSo() {
    assertFinds("userName eq \"" + ada.toUpperCase(Locale.ROOT) + "\"", ada);
    assertFinds("externalId eq \"Ext-" + ada + "\"", ada);
    assertFinds("externalId eq \"ext-" + ada + "\"");
  }

  @Requirement("F-06")
  @Test
  void anyValueOfManyMatches() {
    assertFinds("emails.value eq \"two@Analyst.example\"", ada);
    assertFinds("emails.value co \"@Builder\"", bob);
  }

  @Requirement("F-07")
  @Test
  void bareNameOfManyMeansTheirValue() {
    assertFinds("emails co \"@analyst\"", ada);
    assertFinds("name.givenName eq \"GBuilder\"", bob);
  }

  @Requirement("F-08")
  @Test
  void bracketedTermsHoldForOneElement() {
    assertFinds("emails[type eq \"work\" and value sw \"one@\"]", ada);
    assertFinds("emails.type eq \"work\" and emails.value sw \"one@\"", ada, bob);
  }

  @Requirement("F-09")
  @Test
  void bracketsDoNotNest() {
    assertFinds("emails[type eq \"work\" and (value sw \"one\" or primary eq true)]", ada);
    users("emails[value[type eq \"x\"]]").expectError(400, "invalidFilter");
  }

  @Requirement("F-10")
  @Test
  void attributesAreNamedByUrnToo() {
    assertFinds(USER.toUpperCase(Locale.ROOT) + ":userName eq \"" + ada + "\"", ada);
    assertFinds(ENTERPRISE + ":department eq \"Sales\"", bob);
  }

  @Requirement("F-11")
  @Test
  void orderIsThatOfTheType() {
    users("active gt true").expectError(400, "invalidFilter");
    assertFinds("meta.lastModified ge \"2020-01-01T00:00:00+02:00\"", ada, bob, cid);
    assertFinds("meta.lastModified lt \"2020-01-01T00:00:00+02:00\"");
  }

  @Requirement("F-12")
  @Requirement("F-13")
  @Test
  void whatDoesNotParseIsInvalidFilter() {
    for (var wrong :
        List.of(
            "userName regex \"x\"",
            "userName eq",
            "userName eq \"x\" and",
            "(userName eq \"x\"",
            "userName eq \"x\")",
            "emails[type eq \"x\"",
            "and",
            "")) {
      users(wrong).expectError(400, "invalidFilter");
    }
  }

  @Requirement("F-14")
  @Test
  void presenceNeedsAValue() {
    assertFinds("name pr", ada, bob, cid);
    assertFinds("emails pr", ada, bob);
    assertFinds("nickName pr");
  }

  @Requirement("F-15")
  @Test
  void missingIsNotEqual() {
    assertFinds("title ne \"Analyst\"", bob, cid);
    assertFinds("title eq null", cid);
  }

  @Requirement("F-16")
  @Test
  void stringsAreJsonStrings() {
    assertFinds("name.familyName co \"O'Malley\"", cid);
    assertFinds("title eq \"\\u0041nalyst\"", ada);
    assertFinds("title eq \"Ana\\\"lyst\"");
  }

  @Requirement("F-17")
  @Test
  void booleansNeedNoQuotes() {
    assertFinds("active eq false", cid);
    assertFinds("active eq true", ada, bob);
  }

  @Requirement("F-18")
  @Test
  void schemasAreFiltered() {
    assertFinds("schemas eq \"" + ENTERPRISE + "\"", bob);
  }

  @Requirement("F-21")
  @Requirement("SE-06")
  @Test
  void hostileFiltersAreAnsweredFast() {
    var deep = "(".repeat(1500) + "title pr" + ")".repeat(1500);
    var answer = users(deep).expectError(400, "invalidFilter");
    assertThat(answer.took()).isLessThan(Duration.ofSeconds(3));
    assertFinds("title eq \"' or 1=1 --\"");
    assertFinds("title co \"%\"");
    assertFinds("title co \"_\"");
  }

  @Requirement("F-22")
  @Requirement("IA-09")
  @Test
  void commonLookUpsFindOne() {
    assertFinds("emails[type eq \"work\"].value eq \"one@Analyst.example\"", ada);
    var id = users("userName eq \"" + ada + "\"").json().path("Resources").path(0).path("id");
    createdGroup(id.asString());
    var members = List.of("members.value eq \"%s\"", "members[value eq \"%s\"]");
    for (var filter : members) {
      scim.get("/Groups?filter=" + encoded(filter.formatted(id.asString()))).expectList(1);
    }
  }

  @Requirement("F-23")
  @Test
  void passwordIsNotFiltered() {
    users("password eq \"x\"").expectError(400, "invalidFilter");
    users("password pr").expectError(400, "invalidFilter");
  }
}
