// On paper a chart is as wide as the sheet: Plotly gives its drawings the pixels of the screen and no view box.
(function () {
  "use strict";
  var each = function (what) { document.querySelectorAll(".js-plotly-plot .svg-container").forEach(what); };
  addEventListener("beforeprint", function () {
    each(function (box) {
      var wide = box.offsetWidth, high = box.offsetHeight;
      if (!wide || !high) { return; }
      box.style.setProperty("--ratio", wide + " / " + high);
      box.style.setProperty("--wide", wide + "px");
      box.classList.add("on-paper");
      box.querySelectorAll(":scope > .main-svg").forEach(function (svg) { svg.setAttribute("viewBox", "0 0 " + wide + " " + high); });
    });
  });
  addEventListener("afterprint", function () {
    each(function (box) {
      box.classList.remove("on-paper");
      box.querySelectorAll(":scope > .main-svg").forEach(function (svg) { svg.removeAttribute("viewBox"); });
    });
  });
})();
