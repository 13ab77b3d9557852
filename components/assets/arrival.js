// What can only be done once Streamlit has drawn the page: name the menu as one, move the focus to the heading
// of a page that was chosen, and go to a place named in the address (#privacy).
(function () {
  "use strict";
  var PATIENCE = 20000;

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
