// Tells the page that frames this view how high it is, and nothing else.
(function () {
  "use strict";
  if (parent === self) { return; }
  new ResizeObserver(function () {
    parent.postMessage({ height: Math.ceil(document.documentElement.getBoundingClientRect().height) }, "*");
  }).observe(document.documentElement);
})();
