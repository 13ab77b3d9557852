// The helper "What did you see?": one step at a time. Answers stay in the form; nothing is sent, stored or logged, and
// leaving the page in any way empties the form.
(function () {
  "use strict";
  var list = function (within, query) { return Array.prototype.slice.call(within.querySelectorAll(query)); };
  var has = function (names, one) { return (names || "").split(" ").indexOf(one) >= 0; };
  var chosen = function (form, name) {
    var input = form.querySelector('input[name="' + name + '"]:checked');
    return input ? input.value : form.dataset[name] || "";
  };
  var labelOf = function (input) { var b = input.closest("label").querySelector("b, span"); return b ? b.textContent : ""; };

  var show = function (form, at, quietly) {
    var steps = list(form, ".step");
    form.dataset.at = at;
    var done = at >= steps.length, heading = done ? answer(form) : steps[at].querySelector("legend span");
    steps.forEach(function (step, number) { step.hidden = number !== at; });
    form.querySelector(".result").hidden = !done;
    form.querySelector("[type=submit]").hidden = done;
    form.querySelector("[data-go=back]").hidden = at === 0;
    form.querySelector("[type=reset]").hidden = at === 0;
    if (at === 1) { offer(form); }
    if (quietly || !heading) { return; }
    // What is focused stands within the legend: from a choice Firefox cannot move the focus to a legend itself.
    heading.focus({ preventScroll: true });
    heading.scrollIntoView({ block: "center" });
  };
  // Only what can be noticed at the place is offered; a place that is not known leaves everything.
  var offer = function (form) {
    var place = chosen(form, "where");
    list(form, ".ticks [data-places]").forEach(function (label) {
      label.hidden = Boolean(place) && !has(label.dataset.places, place);
      if (label.hidden) { label.querySelector("input").checked = false; }
    });
  };
  var answer = function (form) {
    var who = chosen(form, "who"), danger = chosen(form, "danger"), heading = null, then = "";
    list(form, ".outcome").forEach(function (outcome) {
      outcome.hidden = !(has(outcome.dataset.who, who) && has(outcome.dataset.danger, danger));
      if (!outcome.hidden) { heading = outcome.querySelector("h2"); then = outcome.dataset.then; }
    });
    var ticked = list(form, "input[name=noticed]:checked"), place = form.querySelector("input[name=where]:checked");
    var said = form.querySelector('[data-said="noticed"]');
    said.textContent = "";
    ticked.forEach(function (input) {
      var item = document.createElement("li");
      item.textContent = labelOf(input);
      said.appendChild(item);
    });
    form.querySelector('[data-said="where"]').textContent = place && place.value ? labelOf(place) : "–";
    form.querySelector(".notes").hidden = !ticked.length && !(place && place.value);
    var ids = ticked.map(function (input) { return input.value; });
    list(form, "[data-sign]").forEach(function (item) { item.hidden = ids.indexOf(item.dataset.sign) < 0; });
    list(form, "[data-follows]").forEach(function (part) {
      var signs = list(part, "[data-sign]");
      part.hidden = !has(then, part.dataset.follows) || (signs.length > 0 && signs.every(function (item) { return item.hidden; }));
    });
    return heading;
  };
  var formOf = function (event) { return event.target.closest && event.target.closest("form[data-helper]"); };
  var at = function (form) { return Number(form.dataset.at || 0); };
  var empty = function () {
    list(document, "form[data-helper]").forEach(function (form) { form.reset(); show(form, 0, true); });
  };

  addEventListener("submit", function (event) {
    var form = formOf(event);
    if (form) { event.preventDefault(); show(form, at(form) + 1); }
  });
  addEventListener("click", function (event) {
    var form = formOf(event);
    if (form && event.target.closest("[data-go=back]")) { show(form, at(form) - 1); }
  });
  addEventListener("reset", function (event) {
    var form = formOf(event);
    if (form && form.dataset.at !== "0") { setTimeout(function () { show(form, 0); }); }
  });
  addEventListener("pagehide", empty);
  addEventListener("pageshow", function (event) { if (event.persisted) { empty(); } });
})();
