// The large map needs WebGL. Where a browser has none, or takes it away later, the page says so and the drawing below
// takes the map's place; and what the map held is given back as soon as its page is left.
(function () {
  "use strict";
  var PLACE = ".st-key-deck", UNDRAWN = "no-large-map", REST = 1000;
  var root = document.documentElement, held = new Set(), lost = null;

  var isOurs = function (place) { return Boolean(place && place.closest && place.closest(PLACE)); };
  var stand = function () { root.classList.add(UNDRAWN); };

  // The map's own script throws where no context can be made, and nobody catches it.
  var refused = function (event) {
    var problem = event.reason || event.error;
    if (!/WebGL context/.test(String(problem && problem.message)) || !document.querySelector(PLACE)) { return; }
    event.preventDefault();
    stand();
  };
  addEventListener("unhandledrejection", refused);
  addEventListener("error", refused);
  document.addEventListener("webglcontextlost", function (event) {
    if (isOurs(event.target)) { lost = event.target; stand(); }
  }, true);

  var giveBack = function (canvas) {
    if (canvas.isConnected) { return; }
    held.delete(canvas);
    var context = canvas.getContext("webgl2"), end = context && context.getExtension("WEBGL_lose_context");
    if (end && !context.isContextLost()) { end.loseContext(); }
  };
  new MutationObserver(function () {
    document.querySelectorAll(PLACE + " canvas").forEach(function (canvas) { held.add(canvas); });
    held.forEach(function (canvas) {
      if (!canvas.isConnected) { setTimeout(giveBack, REST, canvas); }
    });
    // Another page, or the same again: its map is a new one.
    if (lost && !lost.isConnected) { lost = null; root.classList.remove(UNDRAWN); }
  }).observe(root, { childList: true, subtree: true });
})();
