package dev.tocsin.app.oncall;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.incidents.oncall.Duty;
import dev.tocsin.incidents.oncall.Shift;
import java.time.Instant;
import java.util.List;

/// Who is on call and why, as JSON: on the command line and over the API. `because` beside `onCall` says why nobody is,
/// and is null when somebody is.
public final class DutyJson {

    private DutyJson() {}

    public static ObjectNode at(String schedule, Instant at, Duty duty) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("schedule", schedule);
        json.put("at", at.toString());
        return duty(json, duty);
    }

    public static ArrayNode shifts(List<Shift> shifts) {
        var json = JsonNodeFactory.instance.arrayNode();
        for (var shift : shifts) {
            duty(
                    json.addObject()
                            .put("from", shift.start().toString())
                            .put("to", shift.end().toString()),
                    shift.duty());
        }
        return json;
    }

    private static ObjectNode duty(ObjectNode json, Duty duty) {
        var people = json.putArray("onCall");
        duty.onCall()
                .forEach(one ->
                        people.addObject().put("responder", one.responder()).put("because", one.because()));
        return switch (duty) {
            case Duty.Nobody nobody -> json.put("because", nobody.because());
            case Duty.Someone _ -> json.putNull("because");
        };
    }
}
