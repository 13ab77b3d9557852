// A place named in the address (#privacy) exists only once the page has been drawn: wait for it, then go there.
(function () {
  "use strict";
  var go = function () {
    var id = decodeURIComponent(location.hash.slice(1)), place = id && document.getElementById(id);
    if (place) { place.scrollIntoView(); if (place.tabIndex < 0) { place.tabIndex = -1; } place.focus({ preventScroll: true }); }
    return Boolean(place);
  };
  var patience = 20000, watcher = new MutationObserver(function () { if (go()) { watcher.disconnect(); } });
  if (location.hash) {
    watcher.observe(document.documentElement, { childList: true, subtree: true });
    setTimeout(function () { watcher.disconnect(); }, patience);
  }
  addEventListener("hashchange", go);
})();
