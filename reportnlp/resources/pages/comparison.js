"use strict";
(function () {
  function all(selector, within) {
    return Array.prototype.slice.call((within || document).querySelectorAll(selector));
  }
  function toggle(element, name, wanted) {
    var rest = (" " + element.className + " ").replace(" " + name + " ", " ").replace(/^ | $/g, "");
    element.className = wanted ? rest + " " + name : rest;
  }
  function has(element, name) {
    return (" " + element.className + " ").indexOf(" " + name + " ") >= 0;
  }
  function up(element, test, stop) {
    while (element && element !== stop && !test(element)) element = element.parentNode;
    return element && element !== stop ? element : null;
  }
  function words(text) {
    return text.toLowerCase().split(/\s+/).filter(Boolean);
  }
  function holds(text, wanted) {
    return wanted.every(function (word) { return text.indexOf(word) >= 0; });
  }
  function onEdit(form, run) {
    form.addEventListener("input", run);
    form.addEventListener("change", run);
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    form.removeAttribute("hidden");
    run();
  }
  function count(output, shown, total) {
    output.textContent = shown === total ? "共 " + total + " 个" : "列出 " + shown + " 个，共 " + total + " 个";
  }
  document.documentElement.className = "js";

  // Sentences below a row.
  all(".foldable").forEach(function (table) {
    all(".entry > tr:first-child > .more", table).forEach(function (cell) {
      var button = document.createElement("button");
      button.type = "button";
      button.textContent = "原句";
      cell.appendChild(button);
    });
    table.addEventListener("click", function (event) {
      var button = up(event.target, function (e) { return e.nodeName === "BUTTON"; }, table);
      if (button && up(button, function (e) { return e.nodeName === "THEAD"; }, table)) return;
      if (up(event.target, function (e) { return has(e, "said"); }, table) || String(window.getSelection())) return;
      var entry = up(event.target, function (e) { return has(e, "entry"); }, table);
      if (entry) toggle(entry, "open", !has(entry, "open"));
    });
  });

  // Pairs of figures: filters and order.
  all(".pairs").forEach(function (table) {
    var form = up(table, function (e) { return e.nodeName === "SECTION"; }).querySelector(".tools");
    var rows = all(".entry", table);
    var search = form.querySelector("input[type=search]");
    var relation = form.querySelector(".relation");
    var kind = form.querySelector(".kind");
    var big = form.querySelector(".big");
    var again = form.querySelector(".again");
    var output = form.querySelector("output");
    var texts = null;

    function filter() {
      var wanted = words(search.value);
      var shown = 0;
      if (wanted.length && !texts) texts = rows.map(function (row) { return row.textContent.toLowerCase(); });
      rows.forEach(function (row, n) {
        var fits = (!relation.value || row.getAttribute("data-r") === relation.value) &&
          (!kind.value || row.getAttribute("data-k") === kind.value) &&
          (!big.checked || row.getAttribute("data-b")) &&
          (!again || again.checked || !row.getAttribute("data-a")) &&
          (!wanted.length || holds(texts[n], wanted));
        toggle(row, "off", !fits);
        if (fits) shown += 1;
      });
      count(output, shown, rows.length);
    }

    function key(row, how) {
      if (how === "size") {
        var size = row.getAttribute("data-s");
        return size === null ? null : Number(size);
      }
      return how === "relation" ? row.getAttribute("data-r") : row.rows[0].cells[0].textContent;
    }

    var headings = all("th[data-sort]", table);
    headings.forEach(function (heading) {
      var button = document.createElement("button");
      button.type = "button";
      button.title = "点击排序";
      button.textContent = heading.textContent;
      heading.textContent = "";
      heading.appendChild(button);
      button.addEventListener("click", function () {
        var how = heading.getAttribute("data-sort");
        var down = how === "size" ? heading.getAttribute("aria-sort") !== "descending" : heading.getAttribute("aria-sort") === "ascending";
        headings.forEach(function (h) { h.removeAttribute("aria-sort"); });
        heading.setAttribute("aria-sort", down ? "descending" : "ascending");
        rows.map(function (row, n) { return { key: key(row, how), n: n, row: row }; })
          .sort(function (a, b) {
            if (a.key === null || b.key === null) return (a.key === null) - (b.key === null) || a.n - b.n;
            var order = typeof a.key === "number" ? a.key - b.key : a.key.localeCompare(b.key, "zh-CN");
            return (down ? -order : order) || a.n - b.n;
          })
          .forEach(function (entry) { table.appendChild(entry.row); });
      });
    });
    onEdit(form, filter);
  });

  // Targets and paragraphs: boxes for their states.
  function boxes(form, entries) {
    onEdit(form, function () {
      var wanted = {};
      all("input", form).forEach(function (box) { wanted[box.value] = box.checked; });
      entries.forEach(function (entry) { toggle(entry, "off", !wanted[entry.getAttribute("data-state")]); });
    });
  }
  all(".targets").forEach(function (table) {
    var section = up(table, function (e) { return e.nodeName === "SECTION"; });
    boxes(section.querySelector(".tools"), all(".entry", table));
  });
  all(".passages").forEach(function (list) {
    boxes(list.parentNode.querySelector(".tools"), all(".passage", list));
  });

  // The years: filters, and the drawing of a row below it.
  (function () {
    var section = document.getElementById("series");
    if (!section) return;
    var form = section.querySelector(".tools");
    var body = section.querySelector(".lineup tbody");
    var store = section.querySelector(".figures");
    var rows = Array.prototype.slice.call(body.rows);
    var columns = section.querySelector(".lineup thead tr").cells.length;
    var search = form.querySelector("input[type=search]");
    var years = form.querySelector(".years");
    var kind = form.querySelector(".kind");
    var odd = form.querySelector(".odd");
    var opened = [];

    function figureOf(row) {
      return document.getElementById("g" + row.id.slice(3));
    }
    function close(entry) {
      store.appendChild(entry.figure);
      body.removeChild(entry.below);
    }
    function closeAll() {
      opened.forEach(close);
      opened = [];
    }
    function filter() {
      var wanted = words(search.value);
      var shown = 0;
      closeAll();
      rows.forEach(function (row) {
        var main = years.value === "main";
        var fits = (main ? row.getAttribute("data-m") || wanted.length : Number(row.getAttribute("data-y")) >= Number(years.value)) &&
          (!kind.value || row.getAttribute("data-k") === kind.value) &&
          (!odd || !odd.checked || row.getAttribute("data-o")) &&
          (!wanted.length || holds(row.cells[0].textContent.toLowerCase(), wanted));
        toggle(row, "off", !fits);
        if (fits) shown += 1;
        var figure = figureOf(row);
        if (figure) {
          toggle(figure, "shown", Boolean(fits) && shown <= 60);
          toggle(figure, "hid", !fits);
        }
      });
      count(form.querySelector("output"), shown, rows.length);
    }
    function show(row) {
      var figure = figureOf(row);
      if (!figure) return;
      var known = opened.filter(function (entry) { return entry.row === row; })[0];
      if (known) {
        close(known);
        opened.splice(opened.indexOf(known), 1);
        return;
      }
      var below = document.createElement("tr");
      var cell = document.createElement("td");
      below.className = "opened";
      cell.colSpan = columns;
      below.appendChild(cell);
      cell.appendChild(figure);
      body.insertBefore(below, row.nextSibling);
      var details = figure.querySelector("details");
      if (details) details.setAttribute("open", "open");
      opened.push({ row: row, below: below, figure: figure });
    }

    all("td", body).forEach(function (cell) {
      if (cell.textContent === "—") cell.title = "这一年的报告没有写";
    });
    rows.forEach(function (row) { if (figureOf(row)) toggle(row, "has", true); });
    body.addEventListener("click", function (event) {
      var row = up(event.target, function (e) { return e.nodeName === "TR" && has(e, "has"); }, body);
      if (!row || String(window.getSelection())) return;
      event.preventDefault();
      show(row);
    });
    window.addEventListener("beforeprint", closeAll);
    onEdit(form, filter);
  })();

  // One pair of years at a time.
  (function () {
    var nav = document.getElementById("nav");
    var pairs = all(".pair");
    var chooser = nav.querySelector(".chooser");
    if (!chooser) return;
    var select = chooser.querySelector("select");
    var links = all("[data-part]", nav);

    function choose(id) {
      select.value = id;
      pairs.forEach(function (pair) { toggle(pair, "off", pair.id !== id); });
      links.forEach(function (link) { link.setAttribute("href", "#" + id + "-" + link.getAttribute("data-part")); });
    }
    function follow() {
      var target = window.location.hash && document.getElementById(window.location.hash.slice(1));
      var pair = target && up(target, function (e) { return has(e, "pair"); }, document);
      if (!pair) return;
      choose(pair.id);
      target.scrollIntoView();
    }
    select.addEventListener("change", function () {
      choose(select.value);
      document.getElementById(select.value).scrollIntoView();
    });
    window.addEventListener("hashchange", follow);
    chooser.removeAttribute("hidden");
    choose(pairs[pairs.length - 1].id);
    follow();
  })();
})();
