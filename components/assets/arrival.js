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
    var menu = document.querySelector(".st-key-menu"), skip = document.getElementById("skip");
    if (menu && skip) { menu.setAttribute("role", "navigation"); menu.setAttribute("aria-label", skip.dataset.menu); }
    return Boolean(menu);
  };
  var goToPlace = function () {
    var place = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (place) { place.scrollIntoView(); focusOn(place); }
    return Boolean(place);
  };

  // What stood there before Streamlit gives way to the page it has drawn: reader and words typed stay where they are.
  var giveWay = function () {
    var drawn = document.querySelector("#root main h1"), waiting = document.getElementById("waiting");
    if (!drawn || !waiting) { return Boolean(drawn); }
    if (!document.querySelector("#root footer.site-footer")) { return false; }
    var read = waiting.scrollTop > 0 && Array.prototype.filter.call(waiting.querySelectorAll("section[id]"), function (part) {
      return part.getBoundingClientRect().bottom > 0;
    })[0];
    var typed = waiting.querySelector("[data-find] [name=words]"), box = document.querySelector("#root [data-find] [name=words]");
    var focused = typed && document.activeElement === typed;
    waiting.remove();
    if (typed && box && typed.value) { box.value = typed.value; box.dispatchEvent(new Event("input", { bubbles: true })); }
    if (focused && box) { box.focus({ preventScroll: true }); }
    var place = read && document.getElementById(read.id);
    if (place && !location.hash) { place.scrollIntoView(); }
    if (location.hash) { goToPlace(); }
    return true;
  };

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
  whenever(giveWay);
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
