"use strict";
(function () {
  var bar = document.getElementById("bar");
  if (!bar) return;
  function all(selector, within) {
    return Array.prototype.slice.call((within || document).querySelectorAll(selector));
  }
  function has(element, name) {
    return (" " + element.className + " ").indexOf(" " + name + " ") >= 0;
  }
  function toggle(element, name, wanted) {
    var rest = (" " + element.className + " ").replace(" " + name + " ", " ").replace(/^ | $/g, "");
    element.className = wanted ? rest + " " + name : rest;
  }
  document.documentElement.className = "js";
  var notes = all(".note");
  var marks = all("a.mark");
  var boxes = all("input", bar);
  var family = bar.querySelector("select");
  var current = -1;

  function filter() {
    var wanted = {};
    boxes.forEach(function (box) { wanted[box.value] = box.checked; });
    var shown = {};
    notes.forEach(function (note) {
      var settled = has(note, "settled");
      var fits = (settled ? wanted.settled : wanted[note.getAttribute("data-grade")]) &&
        (!family.value || family.value === note.getAttribute("data-family"));
      toggle(note, "hidden", !fits);
      shown[note.id.slice(1)] = Boolean(fits);
    });
    marks.forEach(function (mark) {
      var any = mark.getAttribute("data-of").split(" ").some(function (n) { return shown[n]; });
      toggle(mark, "off", !any);
    });
  }

  function flash(element) {
    toggle(element, "flash", true);
    window.setTimeout(function () { toggle(element, "flash", false); }, 1500);
  }

  function go(element) {
    if (!element) return;
    var box = element.getBoundingClientRect();
    window.scrollBy(0, box.top - Math.min(window.innerHeight / 3, 240));
    flash(element);
  }

  function markOf(note) {
    var mark = note.getAttribute("data-mark");
    return mark === null ? null : document.getElementById("m" + mark);
  }

  function move(step) {
    var visible = notes.filter(function (note) { return !has(note, "hidden"); });
    if (!visible.length) return;
    var at = current < 0 ? -1 : visible.indexOf(notes[current]);
    if (at < 0 && step < 0) at = 0;
    var next = visible[(at + step + visible.length) % visible.length];
    current = notes.indexOf(next);
    go(markOf(next) || next);
    flash(next);
  }

  boxes.forEach(function (box) { box.addEventListener("change", filter); });
  family.addEventListener("change", filter);
  bar.addEventListener("submit", function (event) { event.preventDefault(); });
  all("button", bar).forEach(function (button) {
    button.addEventListener("click", function () { move(Number(button.value)); });
  });
  marks.forEach(function (mark) {
    mark.addEventListener("click", function (event) {
      event.preventDefault();
      var first = null;
      mark.getAttribute("data-of").split(" ").forEach(function (n) {
        var note = document.getElementById("f" + n);
        if (!note || has(note, "hidden")) return;
        current = notes.indexOf(note);
        first = first || note;
        flash(note);
      });
      go(first);
    });
  });
  notes.forEach(function (note) {
    all(".says", note).forEach(function (says) {
      says.addEventListener("click", function () {
        var mark = markOf(note);
        current = notes.indexOf(note);
        if (mark) go(mark);
      });
    });
  });
  filter();
})();
