'use strict';
// One period at a time, chosen with a slider, and a line that parts what was held before from what was after. Without this
// script all periods stand below each other.
(function () {
  const periods = Array.from(document.querySelectorAll('.period'));
  const slider = document.getElementById('slider'), label = document.getElementById('label');
  const button = document.getElementById('swipe'), knife = document.getElementById('knife');
  let current = periods.length - 1, printing = false;

  // The maps of a period, with its areas and the frame that they lie in.
  function maps(period) {
    return Array.from(period.querySelectorAll('[data-ids]'), function (holder) {
      const find = function (id) { return document.getElementById(holder.dataset.ids + id); };
      return { ids: holder.dataset.ids, svg: holder.querySelector('svg'), gained: find('gained'), lost: find('lost'), frame: find('neatline') };
    });
  }

  function make(parent, name, attributes) {
    const element = document.createElementNS('http://www.w3.org/2000/svg', name);
    for (const key of Object.keys(attributes)) element.setAttribute(key, attributes[key]);
    return parent.appendChild(element);
  }

  function unclip(map) {
    map.svg.querySelectorAll('.swipe').forEach(function (element) { element.remove(); });
    for (const group of [map.gained, map.lost]) {
      if (group && 'clip' in group.dataset) {
        group.setAttribute('clip-path', group.dataset.clip);
        delete group.dataset.clip;
      }
    }
  }

  function clip(map, group, name, box) {
    if (!group) return;
    const path = make(make(map.svg, 'clipPath', { id: map.ids + name, 'class': 'swipe' }), 'rect', box);
    group.dataset.clip = group.getAttribute('clip-path') || 'none';
    group.setAttribute('clip-path', 'url(#' + path.parentNode.id + ')');
  }

  // At the left of the line lies what was lost since, at its right what was gained.
  function cut(map) {
    unclip(map);
    if (!button || button.getAttribute('aria-pressed') !== 'true' || printing || !map.frame) return;
    const box = map.frame.getBBox(), x = box.x + box.width * knife.value / 100;
    clip(map, map.lost, 'before', { x: box.x, y: box.y, width: x - box.x, height: box.height });
    clip(map, map.gained, 'after', { x: x, y: box.y, width: box.x + box.width - x, height: box.height });
    make(map.svg, 'line', { x1: x, x2: x, y1: box.y, y2: box.y + box.height, 'class': 'swipe swipe-line' });
  }

  function swipe() {
    maps(periods[current]).forEach(cut);
  }

  // A pointer that is down on the map takes the line with it.
  function drag(event) {
    const map = event.buttons === 1 && maps(periods[current]).find(function (m) { return m.svg.contains(event.target); });
    if (!map || !map.frame || button.getAttribute('aria-pressed') !== 'true') return;
    const box = map.frame.getBoundingClientRect();
    knife.value = 100 * (event.clientX - box.left) / box.width;
    swipe();
  }

  // The chart's bars of a period.
  function bars(period) {
    return Array.from(document.querySelectorAll('[id^="chart"][id$="-bar-' + period.id + '"]'));
  }

  function mark(period, isShown) {
    bars(period).forEach(function (bar) { bar.classList.toggle('shown-bar', isShown); });
  }

  function show(index) {
    if (button) maps(periods[current]).forEach(unclip);
    mark(periods[current], false);
    current = Math.min(Math.max(index, 0), periods.length - 1);
    periods.forEach(function (period, i) { period.classList.toggle('shown', i === current); });
    mark(periods[current], true);
    if (slider) {
      slider.value = current;
      slider.setAttribute('aria-valuetext', periods[current].dataset.label);
      label.textContent = periods[current].dataset.label;
    }
    if (button) {
      document.getElementById('before').textContent = periods[current].dataset.from;
      document.getElementById('after').textContent = periods[current].dataset.to;
      swipe();
    }
  }

  // The address may name a period: report.html#2024-11
  function find() {
    const index = periods.findIndex(function (period) { return '#' + period.id === location.hash; });
    return index < 0 ? periods.length - 1 : index;
  }

  document.documentElement.classList.add('js');
  show(find());
  window.addEventListener('hashchange', function () { show(find()); });
  if (slider) {
    slider.addEventListener('input', function () { show(Number(slider.value)); });
    periods.forEach(function (period, i) {
      bars(period).forEach(function (bar) { bar.addEventListener('click', function () { show(i); }); });
    });
  }
  if (button) {
    button.addEventListener('click', function () {
      const pressed = button.getAttribute('aria-pressed') !== 'true';
      button.setAttribute('aria-pressed', String(pressed));
      document.getElementById('knife-row').hidden = !pressed;
      document.body.classList.toggle('swiping', pressed);
      swipe();
    });
    knife.addEventListener('input', swipe);
    document.addEventListener('pointerdown', drag);
    document.addEventListener('pointermove', drag);
  }
  window.addEventListener('beforeprint', function () { printing = true; if (button) swipe(); });
  window.addEventListener('afterprint', function () { printing = false; if (button) swipe(); });
})();
