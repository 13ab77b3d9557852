// The search on the signs page. Everything happens here: nothing typed or chosen is sent, stored or put in the address.
(function () {
  "use strict";
  var SHORT = 3, STEM = 5;

  var plain = function (words) {
    return words.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").split(/[^a-z0-9]+/).filter(Boolean);
  };
  // First letters that the grammar of the language changes, as its language.toml has them, and what a word may have
  // begun with before.
  var radicals = function (word, changed) {
    var forms = [word];
    Object.keys(changed).forEach(function (now) {
      if (word.indexOf(now) === 0) {
        changed[now].forEach(function (first) { forms.push(first + word.slice(now.length)); });
      }
    });
    return forms;
  };
  var matches = function (form, word) {
    return word.indexOf(form) === 0 || (word.length >= STEM && form.indexOf(word) === 0);
  };
  var holds = function (words, forms) {
    return forms.some(function (form) { return words.some(function (word) { return matches(form, word); }); });
  };
  var words = function (part) {
    if (!part.foundBy) { part.foundBy = plain(part.dataset.words + " " + part.textContent); }
    return part.foundBy;
  };

  var find = function (form) {
    var asked = plain(form.elements.words.value.slice(0, 200)), place = form.elements.place.value;
    var long = asked.filter(function (word) { return word.length >= SHORT; });
    asked = (long.length ? long : asked).slice(0, 12);
    var changed = JSON.parse(form.dataset.first || "{}");
    var active = Boolean(asked.length || place), host = form.closest("#early") || document.querySelector("main") || document;
    var parts = Array.prototype.slice.call(host.querySelectorAll("[data-words]"));
    var there = parts.filter(function (part) { return !place || part.dataset.places.split(" ").indexOf(place) >= 0; });
    var scores = there.map(function (part) {
      return asked.filter(function (word) { return holds(words(part), radicals(word, changed)); }).length;
    });
    var best = Math.max.apply(null, scores.concat(0)), needed = asked.length ? Math.max(best, 1) : 0;
    var found = there.filter(function (part, at) { return scores[at] >= needed; });
    parts.forEach(function (part) {
      part.hidden = active && found.indexOf(part) < 0;
      var more = part.querySelector("details:not(.table)");
      if (more) { more.open = active && found.length <= 3 && !part.hidden; }
    });
    Array.prototype.forEach.call(host.querySelectorAll("[data-part]"), function (part) {
      part.hidden = active && !part.querySelector("[data-words]:not([hidden])");
    });
    var said = form.querySelector(".found"), counts = JSON.parse(said.dataset.counts);
    said.textContent = !active ? "" : counts[found.length]
      + (found.length && best < asked.length ? " " + said.dataset.some : "");
    form.querySelector("[type=reset]").hidden = !active;
    form.classList.toggle("active", active);
    return found;
  };
  var formOf = function (event) { return event.target.closest && event.target.closest("form[data-find]"); };

  addEventListener("input", function (event) { var form = formOf(event); if (form) { find(form); } });
  addEventListener("reset", function (event) {
    var form = formOf(event);
    if (form) { setTimeout(function () { find(form); }); }
  });
  addEventListener("click", function (event) {
    var form = formOf(event);
    if (form && event.target.type === "reset") { form.elements.words.focus(); }
  });
  addEventListener("submit", function (event) {
    var form = formOf(event);
    if (!form) { return; }
    event.preventDefault();
    find(form);
    form.querySelector(".found").focus();
  });
  // Out of the browser's memory of pages the box comes back empty; what is typed while the page still loads stays.
  addEventListener("pageshow", function (event) {
    if (!event.persisted) { return; }
    Array.prototype.forEach.call(document.querySelectorAll("form[data-find]"), function (form) { form.reset(); });
  });
})();
