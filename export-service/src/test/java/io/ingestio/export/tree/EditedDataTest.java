package io.ingestio.export.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ingestio.contracts.ErrorCode;
import io.ingestio.export.tree.Correction.Kind;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EditedDataTest {

    private static final String DATA = """
            {"number":"007","total":671.60,"big":1E+2,"paid":true,"due":null,\
            "items":[{"name":"bolt","qty":2},{"name":"nut","qty":3}],"tags":["a","b"],"a/b":{"~":1}}""";
    private static final Mark BEFORE = new Mark("bob", Instant.EPOCH);
    private static final Mark NOW = new Mark("alice", Instant.EPOCH.plusSeconds(9));

    @Test
    void valuesAreKeptAsTheyWereTyped() {
        String json = edited("""
                [{"op":"replace","path":"/number","value":"008"},{"op":"replace","path":"/items/0/qty","value":12.50}]
                """).json();

        assertThat(json).isEqualTo(DATA.replace("007", "008").replace("\"qty\":2", "\"qty\":12.50"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{'op':'add','path':'/items/-','value':{'name':'cog'}}] | /items/2/name | cog",
                "[{'op':'add','path':'/items/0','value':{'name':'cog'}}] | /items/1/name | bolt",
                "[{'op':'remove','path':'/items/0'}] | /items/0/name | nut",
                "[{'op':'move','from':'/items/1','path':'/items/0'}] | /items/0/name | nut",
                "[{'op':'copy','from':'/items/1','path':'/items/-'}] | /items/2/name | nut",
                "[{'op':'replace','path':'/due','value':'2026-01-01'}] | /due | 2026-01-01",
                "[{'op':'replace','path':'/total','value':null}] | /total | null",
                "[{'op':'replace','path':'/a~1b/~0','value':7}] | /a~1b/~0 | 7",
                "[{'op':'test','path':'/total','value':671.6},{'op':'remove','path':'/due'}] | /total | 671.60",
                "[{'op':'test','path':'/big','value':100},{'op':'add','path':'/big','value':5}] | /big | 5",
                "[{'op':'replace','path':'','value':{'number':'9'}}] | /number | 9"
            })
    void operationsDoWhatTheStandardSays(String patch, String pointer, String expected) {
        Node root = edited(patch.replace('\'', '"')).root();

        assertThat(at(root, pointer).text()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{'op':'replace','path':'/total','value':'671.60'}] | type_mismatch | /total",
                "[{'op':'replace','path':'/number','value':7}] | type_mismatch | /number",
                "[{'op':'replace','path':'/paid','value':'yes'}] | type_mismatch | /paid",
                "[{'op':'replace','path':'/items','value':{}}] | type_mismatch | /items",
                "[{'op':'add','path':'/items/-','value':'cog'}] | type_mismatch | /items/2",
                "[{'op':'add','path':'/items/0','value':{'qty':'two'}}] | type_mismatch | /items/0/qty",
                "[{'op':'add','path':'/tags/-','value':1}] | type_mismatch | /tags/2",
                "[{'op':'add','path':'','value':[]}] | type_mismatch | ''",
                "[{'op':'replace','path':'','value':null}] | type_mismatch | ''",
                "[{'op':'move','from':'/total','path':'/number'}] | type_mismatch | /number",
                "[{'op':'remove','path':'/number'},{'op':'add','path':'/number','value':7}] | type_mismatch | /number",
                "[{'op':'remove','path':'/number'},{'op':'move','from':'/total','path':'/number'}] | type_mismatch | /number",
                "[{'op':'replace','path':'/total','value':null},{'op':'replace','path':'/total','value':'x'}] | type_mismatch | /total",
                "[{'op':'remove','path':'/tags'},{'op':'add','path':'/tags','value':['c',1]}] | type_mismatch | /tags/1",
                "[{'op':'remove','path':'/items/1/qty'},{'op':'add','path':'/items/1/qty','value':'2'}] | type_mismatch | /items/1/qty",
                "[{'op':'remove','path':'/items'},{'op':'add','path':'/items','value':{}}] | type_mismatch | /items",
                "[{'op':'test','path':'/total','value':671.61}] | patch_test_failed | /total",
                "[{'op':'remove','path':'/items/2'}] | invalid_patch | /items/2",
                "[{'op':'remove','path':'/items/00'}] | invalid_patch | /items/00",
                "[{'op':'remove','path':'/items/-'}] | invalid_patch | /items/-",
                "[{'op':'remove','path':'/items/-1'}] | invalid_patch | /items/-1",
                "[{'op':'remove','path':'/items/99999999999999999999'}] | invalid_patch | /items/99999999999999999999",
                "[{'op':'add','path':'/items/3','value':{}}] | invalid_patch | /items/3",
                "[{'op':'remove','path':'/no'}] | invalid_patch | /no",
                "[{'op':'remove','path':''}] | invalid_patch | ''",
                "[{'op':'add','path':'/total/x','value':1}] | invalid_patch | /total/x",
                "[{'op':'move','from':'/items','path':'/items/0'}] | invalid_patch | /items/0",
                "[{'op':'remove','path':'items'}] | invalid_patch | ''",
                "[{'op':'remove','path':'/a~2b'}] | invalid_patch | ''",
                "[{'op':'remove','path':'/a~'}] | invalid_patch | ''",
                "[{'op':'add','path':'/x'}] | invalid_patch | /x",
                "[{'op':'move','path':'/x'}] | invalid_patch | ''",
                "[{'op':'swap','path':'/x'}] | invalid_patch | ''",
                "[{'op':'add','path':'/x','value':'\\u0000'}] | invalid_patch | /x",
                "[{'op':'add','path':'/x','value':['\\ud800']}] | invalid_patch | /x/0",
                "[{'op':'add','path':'/x','value':1e999999999}] | invalid_patch | /x",
                "[{'op':'add','path':'/x','value':1e99999999999}] | invalid_patch | /x",
                "[{'op':'add','path':'/x\\u0000','value':1}] | invalid_patch | ''",
                "[] | invalid_patch | ''",
                "{} | invalid_patch | ''",
                "[1] | invalid_patch | ''",
                "'' | invalid_patch | ''",
                "[] [] | invalid_patch | ''",
                "[{'op':'add' | invalid_patch | ''"
            })
    void refusesWhatWouldBreakTheData(String patch, String code, String pointer) {
        assertThatThrownBy(() -> edited(patch.replace('\'', '"')).json())
                .isInstanceOfSatisfying(PatchRefused.class, refused -> {
                    assertThat(refused.code().wireName()).isEqualTo(code);
                    assertThat(refused.pointer()).isEqualTo(pointer);
                });
    }

    @Test
    void numberOfOperationsIsBounded() {
        String remove = "{\"op\":\"test\",\"path\":\"/paid\",\"value\":true}";
        String thousand = IntStream.range(0, 1_000).mapToObj(i -> remove).collect(Collectors.joining(",", "[", "]"));

        assertThat(edited(thousand).json()).isEqualTo(DATA);
        assertCode(thousand.replaceFirst("\\[", "[" + remove + ","), ErrorCode.INVALID_PATCH);
    }

    /** A few operations that double the data each time, and others that nest them into themselves. */
    @ParameterizedTest
    @ValueSource(strings = {"/items/-", "/tags2/x"})
    void copiesCannotGrowWithoutBound(String to) {
        String copies = IntStream.range(0, 200)
                .mapToObj(i -> to.endsWith("-")
                        ? "{\"op\":\"copy\",\"from\":\"/items\",\"path\":\"/c" + i
                                + "\"},{\"op\":\"copy\",\"from\":\"/c" + i + "\",\"path\":\"/items/0/n" + i + "\"}"
                        : "{\"op\":\"copy\",\"from\":\"\",\"path\":\"/x" + i + "\"}")
                .collect(Collectors.joining(",", "[", "]"));

        assertCode(copies, ErrorCode.DATA_TOO_LARGE);
    }

    @Test
    void valueInThePlaceOfAnotherIsMarked() {
        EditedData edited = EditedData.patched(
                "{\"subtotal\":1,\"total\":2}",
                Map.of(),
                "[{\"op\":\"move\",\"from\":\"/subtotal\",\"path\":\"/total\"}]",
                NOW);

        assertThat(edited.json()).isEqualTo("{\"total\":1}");
        assertThat(edited.marks()).containsOnly(Map.entry("/total", NOW));
        assertThat(edited.corrections())
                .singleElement()
                .satisfies(correction -> assertThat(correction.before()).isEqualTo("2"));
    }

    /** Each walks through what it moves. */
    @Test
    void movesOfMuchDataAreBounded() {
        String data = "{\"a\":{\"x\":[\"" + "y".repeat(1_000_000) + "\"]},\"b\":{}}";
        String moves = IntStream.range(0, 400)
                .mapToObj(i -> "{\"op\":\"move\",\"from\":\"/%s/x\",\"path\":\"/%s/x\"}"
                        .formatted(i % 2 == 0 ? "a" : "b", i % 2 == 0 ? "b" : "a"))
                .collect(Collectors.joining(",", "[", "]"));

        assertThatThrownBy(() -> EditedData.patched(data, Map.of(), moves, NOW))
                .isInstanceOfSatisfying(
                        PatchRefused.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.DATA_TOO_LARGE));
    }

    /** A model may have mixed types in an array; its values can be corrected. */
    @Test
    void mixedTypesOfAModelStay() {
        String data = "{\"a\":[1,\"x\"],\"b\":[{\"q\":1},{\"q\":\"two\"}]}";

        EditedData edited = EditedData.patched(data, Map.of(), """
                [{"op":"replace","path":"/a/1","value":"y"},{"op":"replace","path":"/b/1/q","value":"three"}]""", NOW);

        assertThat(edited.json()).isEqualTo(data.replace("\"x\"", "\"y\"").replace("two", "three"));
    }

    /** A patch of 1 MB whose names are long and nested: the pointers of its values would have 30 GB. */
    @Test
    @Timeout(30)
    void marksOfLongNamesAreBounded() {
        String deep =
                ("{\"" + "n".repeat(1_000) + "\":").repeat(60) + "[" + "0,".repeat(450_000) + "0]" + "}".repeat(60);
        String add = "[{\"op\":\"add\",\"path\":\"/deep\",\"value\":" + deep + "}]";

        assertThat(add.length()).isLessThan(1_000_000);
        assertTooManyMarks(edited(add));
        EditedData again = EditedData.patched("{\"deep\":" + deep + "}", Map.of(), add.replace("[0,", "[1,"), NOW);
        assertThat(again.marks()).hasSize(1);
        assertThat(again.corrections()).hasSize(1);
    }

    @Test
    void marksOfEarlierEditsCount() {
        String data = "{\"a\":[" + "0,".repeat(Marks.MOST - 1) + "0]}";
        Map<String, Mark> verified =
                IntStream.range(0, Marks.MOST).boxed().collect(Collectors.toMap(i -> "/a/" + i, i -> BEFORE));
        EditedData changed =
                EditedData.patched(data, verified, "[{\"op\":\"replace\",\"path\":\"/a/7\",\"value\":1}]", NOW);
        EditedData added = EditedData.patched(data, verified, "[{\"op\":\"add\",\"path\":\"/b\",\"value\":1}]", NOW);

        assertThat(changed.marks())
                .hasSize(Marks.MOST)
                .containsEntry("/a/7", NOW)
                .containsEntry("/a/8", BEFORE);
        assertTooManyMarks(added);
    }

    private static void assertTooManyMarks(EditedData edited) {
        assertThatThrownBy(edited::marks).isInstanceOfSatisfying(PatchRefused.class, refused -> {
            assertThat(refused.code()).isEqualTo(ErrorCode.DATA_TOO_LARGE);
            assertThat(refused.operation()).isEqualTo(-1);
        });
    }

    @Test
    void pointersOfCorrectionsAreCut() {
        String name = "n".repeat(999);
        EditedData edited = edited(
                "[{\"op\":\"add\",\"path\":\"/" + name + "\",\"value\":{\"" + name + "\":{\"" + name + "\":1}}}]");

        assertThat(edited.corrections())
                .singleElement()
                .satisfies(added -> assertThat(added.pointer()).isEqualTo(("/" + name).repeat(2)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{'op':'test','path':'/paid','value':true}] | true",
                "[{'op':'replace','path':'/number','value':'007'}] | true",
                "[{'op':'remove','path':'/number'},{'op':'add','path':'/number','value':'007'}] | true",
                "[{'op':'replace','path':'/total','value':671.6}] | false",
                "[{'op':'remove','path':'/due'}] | false"
            })
    void knowsWhetherAnythingChanges(String patch, boolean nothing) {
        assertThat(edited(patch.replace('\'', '"')).changesNothing()).isEqualTo(nothing);
    }

    @Test
    void marksMoveWithTheirItems() {
        Map<String, Mark> verified = Map.of("/items/1/name", BEFORE, "/total", BEFORE);

        EditedData edited = EditedData.patched(DATA, verified, """
                [{"op":"add","path":"/items/0","value":{"name":"cog","qty":1}},
                 {"op":"move","from":"/items/2","path":"/items/0"},
                 {"op":"replace","path":"/total","value":671.60},
                 {"op":"replace","path":"/paid","value":false}]""", NOW);

        assertThat(Marks.of(edited.root()))
                .isEqualTo(Map.of(
                        "/total", BEFORE, // the same value again is no change
                        "/paid", NOW,
                        "/items/0/name", BEFORE,
                        "/items/1/name", NOW,
                        "/items/1/qty", NOW));
    }

    @Test
    void correctionsSayWhatWasThereBefore() {
        EditedData edited = edited("""
                [{"op":"remove","path":"/items/0"},
                 {"op":"replace","path":"/items/0/qty","value":4},
                 {"op":"add","path":"/items/-","value":{"name":"cog","qty":null}},
                 {"op":"replace","path":"/due","value":"2026-05-01"},
                 {"op":"replace","path":"/paid","value":false},
                 {"op":"replace","path":"/paid","value":true},
                 {"op":"replace","path":"/number","value":null}]""");

        assertThat(edited.corrections())
                .containsExactlyInAnyOrder(
                        new Correction(Kind.REMOVED, "/items/0/name", "\"bolt\"", null),
                        new Correction(Kind.REMOVED, "/items/0/qty", "2", null),
                        new Correction(Kind.CHANGED, "/items/0/qty", "3", "4"),
                        new Correction(Kind.ADDED, "/items/1/name", null, "\"cog\""),
                        new Correction(Kind.ADDED, "/due", null, "\"2026-05-01\""),
                        new Correction(Kind.REMOVED, "/number", "\"007\"", null));
        assertThat(edited.corrections()).extracting(Correction::field).contains("items.qty", "items.name", "due");
    }

    @Test
    void replacedObjectIsComparedValueByValue() {
        EditedData edited = edited("""
                [{"op":"replace","path":"/items","value":[{"name":"bolt","qty":5},{"name":"nut","qty":3}]}]""");

        assertThat(Marks.of(edited.root())).isEqualTo(Map.of("/items/0/qty", NOW));
        assertThat(edited.corrections()).containsExactly(new Correction(Kind.CHANGED, "/items/0/qty", "2", "5"));
    }

    /** What a model wrote stays, also what a person may not type. */
    @Test
    void hostileTextsOfModelsAreKept() {
        String data = "{\"a\":\"\\u0000\\ud800x\",\"n\":" + "9".repeat(300) + ",\"t\":\"\\\"\\\\ü😀\"}";

        EditedData edited = EditedData.patched(data, Map.of(), "[{\"op\":\"add\",\"path\":\"/b\",\"value\":1}]", NOW);

        assertThat(edited.json()).isEqualTo(data.substring(0, data.length() - 1) + ",\"b\":1}");
    }

    @Test
    void readingAndWritingIsExactForAllKinds() {
        assertThat(JsonText.write(JsonText.read(DATA))).isEqualTo(DATA);
        assertThat(JsonText.write(JsonText.read("[[],{},-0,1.0e-7,\"\\n\"]")))
                .isEqualTo("[[],{},-0,1.0e-7,\"\\u000a\"]");
    }

    private static void assertCode(String patch, ErrorCode code) {
        assertThatThrownBy(() -> edited(patch).json())
                .isInstanceOfSatisfying(
                        PatchRefused.class,
                        refused -> assertThat(refused.code()).isEqualTo(code));
    }

    private static EditedData edited(String patch) {
        return EditedData.patched(DATA, Map.of(), patch, NOW);
    }

    private static Node at(Node root, String pointer) {
        Node at = root;
        for (String step : Pointer.parse(pointer).orElseThrow().steps()) {
            at = at.kind() == Node.Kind.ARRAY
                    ? at.items().get(Integer.parseInt(step))
                    : at.members().get(step);
        }
        return at;
    }
}
