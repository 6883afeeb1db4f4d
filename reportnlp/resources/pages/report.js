"use strict";
(function () {
  var label = document.querySelector(".names");
  if (!label) return;
  var box = label.querySelector("input");
  function show() {
    document.querySelector("main").classList.toggle("named", box.checked);
    document.querySelectorAll(".name").forEach(function (name) {
      name.title = box.checked ? name.dataset.name : "";
    });
  }
  box.addEventListener("change", show);
  label.hidden = false;
  show();
})();
(function () {
  var body = document.querySelector(".figures tbody");
  if (!body) return;
  document.documentElement.classList.add("js");
  var rows = Array.prototype.slice.call(body.rows);
  var form = document.querySelector(".filter");
  var search = form.querySelector("input");
  var kind = form.querySelector("select");
  var output = form.querySelector("output");
  var boxes = Array.prototype.slice.call(document.querySelectorAll(".legend input"));
  var headings = Array.prototype.slice.call(document.querySelectorAll(".figures th[data-sort]"));
  var texts = rows.map(function (row) { return row.textContent.toLowerCase(); });

  function filter() {
    var words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    var statuses = boxes.filter(function (b) { return b.checked; }).map(function (b) { return b.value; });
    var marks = {};
    var shown = 0;
    rows.forEach(function (row, n) {
      var data = row.dataset;
      var fits = statuses.indexOf(data.status) >= 0 && (!kind.value || kind.value === data.kind) &&
        words.every(function (w) { return texts[n].indexOf(w) >= 0; });
      row.hidden = !fits;
      if (fits) { shown += 1; marks[data.mark] = true; }
    });
    document.querySelectorAll("main .mark").forEach(function (mark) {
      mark.classList.toggle("faded", !marks[mark.dataset.mark]);
    });
    output.textContent = shown === rows.length ? "共 " + shown + " 个" : shown + " / " + rows.length + " 个";
  }

  function key(row, column, how) {
    if (how === "value") return Number(row.dataset.value);
    if (how === "text") return row.cells[column].firstChild.textContent;
    return row.dataset[how] || "";
  }

  var collator = new Intl.Collator("zh-CN", { numeric: true });
  function compare(a, b) {
    return typeof a === "number" ? a - b : collator.compare(a, b);
  }

  function sort(column) {
    var heading = headings[column];
    var down = heading.getAttribute("aria-sort") === "ascending";
    headings.forEach(function (h) { h.removeAttribute("aria-sort"); });
    heading.setAttribute("aria-sort", down ? "descending" : "ascending");
    var how = heading.dataset.sort;
    rows.map(function (row) { return [key(row, column, how), row]; })
      .sort(function (a, b) { return (down ? -1 : 1) * compare(a[0], b[0]); })
      .forEach(function (pair) { body.appendChild(pair[1]); });
  }

  function show(target) {
    if (!target) return;
    target.scrollIntoView({ block: "center" });
    target.classList.remove("flash");
    void target.offsetWidth; // restarts the animation
    target.classList.add("flash");
  }

  headings.forEach(function (heading, column) {
    var button = document.createElement("button");
    button.type = "button";
    button.title = "点击排序";
    button.textContent = heading.textContent;
    heading.textContent = "";
    heading.appendChild(button);
    button.addEventListener("click", function () { sort(column); });
  });
  boxes.forEach(function (box) { box.hidden = false; box.addEventListener("change", filter); });
  search.addEventListener("input", filter);
  kind.addEventListener("change", filter);
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  body.addEventListener("click", function (event) {
    var row = event.target.closest("tr[data-mark]");
    if (!row || String(window.getSelection())) return;
    event.preventDefault();
    show(document.getElementById("m" + row.dataset.mark));
  });
  document.querySelector("main").addEventListener("click", function (event) {
    var mark = event.target.closest(".mark");
    if (!mark) return;
    event.preventDefault();
    var row = rows.filter(function (r) { return r.dataset.mark === mark.dataset.mark; })[0];
    if (row && row.hidden) { search.value = ""; kind.value = ""; boxes.forEach(function (b) { b.checked = true; }); filter(); }
    show(row);
  });
  form.hidden = false;
  filter();
})();
