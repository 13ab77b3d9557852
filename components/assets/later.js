// The page is whole as it stands. Streamlit, which makes it one that answers at once, is fetched when the line has room
// for it: not before a tap where the visitor saves data or the line is slow.
(function () {
  "use strict";
  var line = navigator.connection || {}, offer = document.getElementById("interactive");
  var isSlow = line.saveData || /2g|3g/.test(line.effectiveType || "") || matchMedia("(prefers-reduced-data: reduce)").matches;
  var begin = function () {
    offer.hidden = true;
    document.getElementById("root").inert = true;
    document.head.appendChild(document.getElementById("streamlit").content.cloneNode(true));
  };
  if (!isSlow) { begin(); return; }
  offer.hidden = false;
  offer.querySelector("button").addEventListener("click", begin, { once: true });
})();
