/// The script of the page: language, map, layers, sorting. It puts text into the page only as text.
enum ReportScript {
  static let source = #"""
    (function () {
      "use strict";
      var root = document.documentElement;
      var data = JSON.parse(document.getElementById("map-data").textContent);
      function tongue() { return root.lang === "zh" ? 1 : 0; }
      function element(name, text, kind) {
        var made = document.createElement(name);
        if (text !== undefined) made.textContent = text;
        if (kind) made.className = kind;
        return made;
      }
      function shown(value) {
        if (typeof value === "number") return value.toLocaleString("en-US", { maximumFractionDigits: 3 });
        var word = data.words[String(value)];
        return word ? word[tongue()] : String(value);
      }
      function explain(feature, layer) {
        var box = element("div", undefined, "pop");
        var title = document.querySelector("label[data-layer='" + layer.id + "'] ." + (tongue() ? "zh" : "en"));
        box.appendChild(element("b", feature.t || (title ? title.textContent : "")));
        if (feature.n) box.firstChild.textContent += "  (" + feature.n + ")";
        if (feature.t && title) box.appendChild(element("div", title.textContent, "faint"));
        var table = element("table");
        Object.keys(feature.p).forEach(function (name) {
          var value = feature.p[name];
          if (value === null || name === "reason" || name === "reason_zh" || name === "near" || name === "near_plan") return;
          var row = table.insertRow();
          row.insertCell().textContent = (data.fields[name] || [name, name])[tongue()];
          row.insertCell().textContent = shown(value);
        });
        box.appendChild(table);
        if (feature.p.near) {
          box.appendChild(nearest(["Soonest stations today", "\u73b0\u72b6\u6700\u5feb\u5230\u8fbe\u7684\u7ad9\u70b9"], feature.p.near));
          if (feature.p.near_plan) box.appendChild(nearest(["With the plan", "\u5b9e\u65bd\u540e"], feature.p.near_plan));
        }
        var reason = tongue() ? feature.p.reason_zh : feature.p.reason;
        if (reason) box.appendChild(element("p", reason));
        return box;
      }

      // Distance as the crow flies and time by the plan's travel model.
      function nearest(title, list) {
        var zh = tongue() === 1, part = element("div");
        part.appendChild(element("p", title[tongue()], "faint"));
        var table = part.appendChild(element("table"));
        for (var index = 0; index < list.length; index += 3) {
          var row = table.insertRow(), station = data.stations[list[index]];
          row.insertCell().textContent = station[0] + (station[1] ? (zh ? "\uff08\u89c4\u5212\uff09" : " (proposed)") : "");
          row.insertCell().textContent = list[index + 1].toFixed(1) + (zh ? "\u516c\u91cc" : " km");
          row.insertCell().textContent = list[index + 2].toFixed(1) + (zh ? "\u5206\u949f" : " min");
        }
        if (!list.length) part.appendChild(element("p", zh ? "3\u5c0f\u65f6\u5185\u65e0" : "none within 3 hours"));
        return part;
      }

      var map = null, groups = {};
      function style(layer, feature) {
        var colour = feature.c || layer.colour;
        return {
          color: layer.symbol === "area" && feature.c ? "#7a4a1e" : layer.colour, weight: layer.width,
          opacity: 0.9, fill: layer.symbol !== "line" && layer.symbol !== "outline", fillColor: colour,
          fillOpacity: layer.fill, dashArray: layer.dashed ? "6 4" : null
        };
      }
      function icon(mark) {
        var drawing = document.createElementNS("http://www.w3.org/2000/svg", "svg"), side = mark.side;
        drawing.setAttribute("viewBox", "0 0 " + side + " " + side);
        drawing.setAttribute("aria-hidden", "true");
        var path = document.createElementNS("http://www.w3.org/2000/svg", "path");
        path.setAttribute("d", mark.d);
        path.setAttribute("fill", mark.fill);
        path.setAttribute("stroke", mark.line);
        path.setAttribute("stroke-width", mark.width);
        drawing.appendChild(path);
        return L.divIcon({ html: drawing, className: "", iconSize: [side, side] });
      }
      function draw(layer, feature) {
        if (layer.symbol === "diamond") {
          var mark = element("div");
          mark.appendChild(element("span", undefined, "site")).style.background = layer.colour;
          if (feature.n) mark.appendChild(element("span", feature.n, "site-number"));
          return L.marker(feature.g, {
            icon: L.divIcon({ html: mark, className: "", iconSize: [14, 14] }), title: feature.t, alt: feature.t
          });
        }
        if (layer.symbol === "mark") {
          // What is hollow is proposed at the same place for another service, whose mark below it takes the click.
          var own = layer.mark.fill !== "none";
          return L.marker(feature.g, {
            icon: icon(layer.mark), title: feature.t, alt: feature.t, interactive: own, keyboard: own
          });
        }
        if (layer.symbol === "ring") {
          return L.circleMarker(feature.g, { radius: 11, color: feature.c || layer.colour, weight: 4, fill: false });
        }
        if (layer.symbol === "circle") {
          var options = style(layer, feature);
          options.radius = 4; options.color = "#fff"; options.weight = 0.8;
          return L.circleMarker(feature.g, options);
        }
        return layer.symbol === "line" ? L.polyline(feature.g, style(layer, feature)) : L.polygon(feature.g, style(layer, feature));
      }
      function stack() {
        data.layers.forEach(function (layer) {
          var group = groups[layer.id];
          if (map.hasLayer(group)) group.eachLayer(function (part) { if (part.bringToFront) part.bringToFront(); });
        });
      }
      if (typeof L !== "undefined" && data.bounds) {
        root.classList.add("has-map");
        map = L.map("map", { attributionControl: false, zoomSnap: 0.25 });
        map.fitBounds(data.bounds);
        L.control.scale({ imperial: false }).addTo(map);
        data.layers.forEach(function (layer) {
          groups[layer.id] = L.layerGroup(layer.features.map(function (feature) {
            return draw(layer, feature).bindPopup(function () { return explain(feature, layer); }, { maxWidth: 420 });
          }));
          if (layer.shown) groups[layer.id].addTo(map);
        });
        stack();
      }
      function show(id, on) {
        if (map) {
          if (on) { groups[id].addTo(map); stack(); } else groups[id].remove();
        }
        document.querySelectorAll("#plain-map [data-layer='" + id + "']").forEach(function (part) {
          part.style.display = on ? "" : "none";
        });
      }
      document.querySelectorAll(".layers input").forEach(function (box) {
        box.addEventListener("change", function () { show(box.value, box.checked); });
        show(box.value, box.checked);
      });

      // From today on the left to the plan on the right.
      var when = document.getElementById("when"), steps = document.querySelectorAll(".when [data-step]");
      function sayStep() {
        steps.forEach(function (step, index) {
          step.hidden = index !== Number(when.value);
          if (step.hidden) return;
          var words = step.querySelector("." + (tongue() ? "zh" : "en"));
          when.setAttribute("aria-valuetext", words ? words.textContent : step.textContent);
        });
      }
      if (when) {
        sayStep();
        when.addEventListener("input", function () {
          sayStep();
          var shown = steps[Number(when.value)].dataset.step;
          document.querySelectorAll(".layers input").forEach(function (box) {
            var id = box.value, on = box.checked;
            if (id.indexOf("band-") === 0 || id === "gaps-emergency") on = shown !== "plan";
            else if (id.indexOf("after-band-") === 0) on = shown === "plan";
            else if (id.indexOf("recommended-") === 0) on = shown !== "today";
            if (on === box.checked) return;
            box.checked = on;
            show(box.value, on);
          });
        });
      }

      document.getElementById("language").addEventListener("click", function () {
        root.lang = tongue() ? "en" : "zh";
        if (when) sayStep();
        if (map) map.closePopup();
      });

      var find = document.getElementById("find"), county = document.getElementById("county");
      function filter() {
        var word = find.value.trim().toLowerCase(), place = county.value, count = 0;
        document.querySelectorAll("table.data tbody tr").forEach(function (row) {
          var text = row.textContent;
          var fits = (!word || text.toLowerCase().indexOf(word) >= 0) && (!place || text.indexOf(place) >= 0);
          row.classList.toggle("away", !fits);
          if (fits) count += 1;
        });
        var asked = word || place;
        document.getElementById("found").textContent =
          !asked ? "" : tongue() ? "\u8868\u4e2d" + count + "\u884c" : count + " rows of the tables";
        if (word) history.replaceState(null, "", "#town=" + encodeURIComponent(find.value.trim()));
        document.querySelectorAll(".card").forEach(function (card) {
          card.hidden = !word || card.dataset.town.toLowerCase() !== word || (place !== "" && card.dataset.county !== place);
        });
        if (map && word) point(word);
      }
      // The first shape of that name is shown on the map.
      function point(word) {
        var done = false;
        data.layers.forEach(function (layer) {
          layer.features.forEach(function (feature, index) {
            if (done || (feature.t || "").toLowerCase() !== word) return;
            done = true;
            groups[layer.id].addTo(map);
            var part = groups[layer.id].getLayers()[index];
            if (part.getBounds) map.fitBounds(part.getBounds(), { maxZoom: 11 }); else map.setView(part.getLatLng(), 11);
            part.openPopup();
          });
        });
      }
      function follow() {
        var match = /^#town=(.*)$/.exec(location.hash);
        if (!match) return;
        try { find.value = decodeURIComponent(match[1]); } catch (error) { return; }
        // A code names one town, of several of the same name, too.
        document.querySelectorAll(".card").forEach(function (card) {
          if (card.dataset.id !== find.value) return;
          find.value = card.dataset.town;
          county.value = card.dataset.county;
        });
        filter();
      }
      find.addEventListener("input", filter);
      county.addEventListener("change", filter);
      find.form.addEventListener("submit", function (event) { event.preventDefault(); });
      window.addEventListener("hashchange", follow);
      follow();

      document.querySelectorAll("table.sortable").forEach(function (table) {
        table.querySelectorAll("th").forEach(function (head, column) {
          var sorter = head.querySelector("[role=button]");
          sorter.addEventListener("keydown", function (event) {
            if (event.key === "Enter" || event.key === " ") { event.preventDefault(); sorter.click(); }
          });
          sorter.addEventListener("click", function () {
            var down = head.getAttribute("aria-sort") === "ascending";
            table.querySelectorAll("th").forEach(function (other) { other.removeAttribute("aria-sort"); });
            head.setAttribute("aria-sort", down ? "descending" : "ascending");
            var rows = Array.prototype.slice.call(table.tBodies[0].rows);
            function key(row) {
              var cell = row.cells[column];
              return cell.dataset.v !== undefined ? parseFloat(cell.dataset.v) : cell.textContent;
            }
            rows.sort(function (a, b) {
              var x = key(a), y = key(b);
              if (x === "" || y === "") return x === y ? 0 : x === "" ? 1 : -1;
              var order = typeof x === "number" && typeof y === "number" ? x - y : String(x).localeCompare(String(y), "zh");
              return down ? -order : order;
            });
            rows.forEach(function (row) { table.tBodies[0].appendChild(row); });
          });
        });
      });
    })();
    """#
}
