// Renews the cards that changed, never the box somebody is typing in. Without script the page still answers.
"use strict";
const EVERY_MS = 1200;
const root = document.getElementById("cards");
const find = document.getElementById("find");

const version = () => root.querySelector(".grid").dataset.version;
const cards = (within) => [...within.querySelectorAll(".card")];

function toEnd(card) {
  const list = card.querySelector("ol");
  list.scrollTop = list.scrollHeight;
}

function renew(old, fresh) {
  for (const part of ["header", "ol"]) old.querySelector(part).replaceWith(fresh.querySelector(part));
  Object.assign(old.dataset, fresh.dataset);
  toEnd(old);
}

function place(grid, fresh) {
  const old = document.getElementById(fresh.id);
  if (!old) { grid.append(fresh); toEnd(fresh); }
  else if (old.dataset.stamp !== fresh.dataset.stamp) renew(old, fresh);
}

function sort(grid) {
  if (grid.contains(document.activeElement) && document.activeElement.matches("input")) return;
  const wanted = cards(grid).sort((a, b) => b.dataset.last - a.dataset.last);
  wanted.forEach((card, i) => { if (grid.children[i] !== card) { grid.insertBefore(card, grid.children[i]); toEnd(card); } });
}

function apply(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const grid = root.querySelector(".grid");
  const fresh = cards(page);
  grid.dataset.version = page.querySelector(".grid").dataset.version;
  if (fresh.length) grid.querySelector(".empty")?.remove();
  fresh.forEach((card) => place(grid, card));
  sort(grid);
  filter();
  const silent = page.querySelector(".silent");
  const shown = root.querySelector(".silent");
  if (shown && silent) { silent.open = shown.open; shown.replaceWith(silent); } else if (shown) shown.remove();
}

function filter() {
  const wanted = find.value.trim().toLowerCase();
  cards(root).forEach((card) => { card.hidden = !card.textContent.toLowerCase().includes(wanted); });
}

async function poll() {
  try {
    const answer = await fetch(`/cards?since=${version()}`);
    if (answer.status === 200) apply(await answer.text());
  } catch { /* the simulator is down: the next round asks again */ }
  setTimeout(poll, EVERY_MS);
}

async function send(form, button) {
  const body = new FormData(form);
  if (button?.name) body.set(button.name, button.value);
  form.querySelectorAll("button").forEach((each) => { each.disabled = true; });
  try {
    const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(body), redirect: "manual" });
    if (answer.type === "opaqueredirect" && form.matches(".write")) form.reset();
    const cardsNow = await fetch("/cards");
    apply(await cardsNow.text());
  } finally {
    form.querySelectorAll("button").forEach((each) => { each.disabled = false; });
  }
}

root.addEventListener("submit", (event) => { event.preventDefault(); send(event.target, event.submitter); });
root.addEventListener("click", (event) => {
  const card = event.target.closest(".card");
  if (card?.querySelector(".badge:not(.off)") && !event.target.closest("button"))
    fetch(`/handsets/${encodeURIComponent(card.dataset.address)}/seen`, { method: "POST" });
});
find.addEventListener("input", filter);
cards(root).forEach(toEnd);
setTimeout(poll, EVERY_MS);
