// A list that opens ends where the way out begins, so that each lets the other be reached. Streamlit measures the
// window alone: what is too long is made shorter here, and what would then be too short is moved.
(function () {
  "use strict";
  var LIST = "[data-testid=stSelectboxVirtualDropdown]", GAP = 4, LEAST = 110, fitted = new WeakMap();

  // Where Streamlit has put the list, and how high it lets it be.
  var placed = function (list) {
    var style = list.style;
    return style.transform + (style.getPropertyPriority("max-height") ? "" : style.maxHeight);
  };
  var fit = function (list) {
    if (!list.isConnected || fitted.get(list) === placed(list)) { return; }
    list.style.removeProperty("translate");
    var bar = document.getElementById("way-out").getBoundingClientRect(), box = list.getBoundingClientRect();
    var isAtFoot = bar.top > 0, over = isAtFoot ? box.bottom - bar.top + GAP : bar.bottom - box.top + GAP;
    if (box.height && over > 0) {
      var height = Math.max(Math.min(LEAST, box.height), Math.floor(box.height - over)), rest = over - (box.height - height);
      list.style.setProperty("max-height", height + "px", "important");
      if (rest > 0) { list.style.setProperty("translate", "0 " + (isAtFoot ? -rest : rest) + "px"); }
    }
    fitted.set(list, placed(list));
  };
  new MutationObserver(function () {
    document.querySelectorAll(LIST).forEach(function (list) {
      if (fitted.has(list)) { return; }
      fitted.set(list, "");
      var again = function () { requestAnimationFrame(function () { fit(list); }); };
      new MutationObserver(again).observe(list, { attributes: true, attributeFilter: ["style"] });
      again();
    });
  }).observe(document.body, { childList: true });
})();
