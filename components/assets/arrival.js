// What can only be done once Streamlit has drawn the page: name the menu as one, move the focus to the heading
// of a page that was chosen, go to a place named in the address (#privacy), and tell a screen reader what a choice
// has changed.
(function () {
  "use strict";
  var PATIENCE = 20000, REST = 900, SAID = "main h1, main h2, main .area-words p, main .sentence, main caption";

  var whenever = function (check) {
    if (check()) { return; }
    var watcher = new MutationObserver(function () { if (check()) { watcher.disconnect(); } });
    watcher.observe(document.documentElement, { childList: true, subtree: true, characterData: true });
    setTimeout(function () { watcher.disconnect(); }, PATIENCE);
  };
  var focusOn = function (place) {
    if (place.tabIndex < 0) { place.tabIndex = -1; }
    place.focus({ preventScroll: true });
  };

  var nameMenu = function () {
    var menu = document.querySelector("#root .st-key-menu"), skip = document.getElementById("skip");
    if (menu && skip) { menu.setAttribute("role", "navigation"); menu.setAttribute("aria-label", skip.dataset.menu); }
    return Boolean(menu);
  };
  var goToPlace = function () {
    var place = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (place) { place.scrollIntoView(); focusOn(place); }
    return Boolean(place);
  };

  // The first response gives way to the page Streamlit has drawn once all of it is there, and not while a reader is in
  // the midst of a choice or of a form: the reader stays at the same words, with the same parts open and the same focus.
  var LOOK = 250, LONGEST = 20000, WORDS = "h1, h2, h3, p, li, summary, caption, figure, td";
  var waiting = document.getElementById("waiting"), root = document.getElementById("root"), since = 0;
  var said = function (each) { return each.tagName + " " + (each.getAttribute("aria-label") || each.textContent).trim().slice(0, 120); };
  // The same element of the page as drawn: of those with the same words, the one with the same place among them.
  var same = function (each, selector) {
    var alike = function (place) {
      return Array.prototype.filter.call(place.querySelectorAll(selector), function (other) { return said(other) === said(each); });
    };
    return alike(root)[alike(waiting).indexOf(each)];
  };
  var isWhole = function () {
    var app = root.querySelector(".stApp"), drawn = root.querySelector("main h1") && root.querySelector("footer.site-footer");
    if (!app || !drawn || root.querySelector("[data-testid=stSkeleton]")) { return false; }
    var late = Array.prototype.some.call(root.querySelectorAll(".stPlotlyChart, [data-testid^=stBidiComponent]"), function (each) {
      return !(each.shadowRoot || each).querySelector(".main-svg, svg, input, form");
    });
    return app.dataset.testScriptState === "notRunning" && !late;
  };
  var isBegun = function () {
    return waiting.classList.contains("chosen") || Boolean(waiting.querySelector(".helper[data-at]"));
  };
  var giveWay = function () {
    if (!root.querySelector("main h1")) { return false; }
    since = since || Date.now();
    if (isBegun() || !(isWhole() || Date.now() - since > LONGEST)) { return false; }
    var main = root.querySelector(".stMain"), edge = waiting.getBoundingClientRect().top;
    var counterpart = null;
    var first = waiting.scrollTop > 0 && Array.prototype.find.call(waiting.querySelectorAll(WORDS), function (each) {
      counterpart = each.getBoundingClientRect().top >= edge && each.offsetParent && same(each, WORDS);
      return counterpart;
    });
    waiting.querySelectorAll("details[open]").forEach(function (each) {
      var summary = same(each.querySelector("summary"), "summary");
      if (summary) { summary.parentElement.open = true; }
    });
    var typed = waiting.querySelector("[data-find] [name=words]"), box = root.querySelector("[data-find] [name=words]");
    var place = waiting.querySelector("[data-find] [name=place]:checked");
    var chosen = place && root.querySelector('[data-find] [name=place][value="' + CSS.escape(place.value) + '"]');
    if (chosen && !chosen.checked) { chosen.click(); }
    if (typed && box && typed.value) { box.value = typed.value; box.dispatchEvent(new Event("input", { bubbles: true })); }
    var held = waiting.contains(document.activeElement) && document.activeElement, next = null;
    if (held && held.labels && held.labels[0]) {
      next = root.querySelector('[aria-label="' + CSS.escape(held.labels[0].textContent.trim()) + '"]') || (held === typed && box);
    } else if (held) { next = same(held, held.localName); }
    var top = first && first.getBoundingClientRect().top;
    main.scrollTop = waiting.scrollTop;
    root.inert = false;
    waiting.remove();
    if (counterpart) { main.scrollTop += counterpart.getBoundingClientRect().top - top; }
    if (next) { focusOn(next); }
    // What the address names is marked here too, unless the reader has gone on from it.
    var named = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    var isThere = named && Math.abs(named.getBoundingClientRect().top - edge) < innerHeight / 2;
    if (named && (!counterpart || isThere) && (!next || next === named)) { goToPlace(); }
    return true;
  };
  if (waiting) {
    var looking = setInterval(function () { if (giveWay()) { clearInterval(looking); } }, LOOK);
    waiting.addEventListener("change", function (event) {
      if (event.target.form && event.target.form.id === "choices") { waiting.classList.add("chosen"); }
    });
  }

  // The choices stand above what they change, and the focus stays on them: once the page has come to rest, the first
  // words that are new are said. Nothing is said of a page that was only opened, or chosen from the menu.
  var heard = document.createElement("div"), words = [], view = null, resting = 0;
  heard.id = "heard";
  heard.className = "hidden-words";
  heard.setAttribute("role", "status");
  document.body.appendChild(heard);
  var atRest = function () {
    var now = Array.from(document.querySelectorAll(SAID), function (each) { return each.textContent.trim(); });
    var fresh = now.filter(function (each) { return each && words.indexOf(each) < 0; });
    var isChosen = view && view.path === location.pathname && view.search !== location.search;
    if (isChosen && fresh.length) { heard.textContent = fresh.slice(0, 2).join(" "); }
    if (!now.length) { return; }
    words = now;
    view = { path: location.pathname, search: location.search };
  };
  new MutationObserver(function (changes) {
    if (changes.every(function (each) { return heard.contains(each.target); })) { return; }
    clearTimeout(resting);
    resting = setTimeout(atRest, REST);
  }).observe(document.body, { childList: true, subtree: true, characterData: true });

  // A click that asks for a new tab or window is the browser's: Streamlit would change the page that was to stay open.
  addEventListener("click", function (event) {
    var isForBrowser = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    if (isForBrowser && event.target.closest && event.target.closest(".stPageLink a")) { event.stopPropagation(); }
  }, true);

  whenever(nameMenu);
  if (location.hash) { whenever(goToPlace); }
  addEventListener("hashchange", goToPlace);
  addEventListener("click", function (event) {
    if (!(event.target.closest && event.target.closest(".st-key-menu a"))) { return; }
    var before = document.querySelector("main h1"), said = before && before.textContent;
    whenever(function () {
      var heading = document.querySelector("main h1"), drawn = heading && heading.textContent !== said;
      if (drawn) { nameMenu(); focusOn(heading); heading.scrollIntoView({ block: "nearest" }); }
      return drawn;
    });
  });
})();
