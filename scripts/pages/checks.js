// What check.py asks of a page, from inside it.

const all = selector => [...document.querySelectorAll(selector)];
const isShown = element => element.checkVisibility({ contentVisibilityAuto: false, visibilityProperty: true });

function shownFiles() {
  return all(".task").filter(isShown).map(row => row.querySelector(".id").textContent);
}

function counts() {
  return Object.fromEntries(all("[data-verdict]").filter(one => one.matches("button"))
    .map(button => [button.dataset.verdict, parseInt(button.textContent)]));
}

function runAddresses() {
  return [...new Set(all(".task a[href]").map(link => link.href))];
}

function runOf(file) {
  return all(".task").find(row => row.querySelector(".id").textContent.endsWith(file))
    .querySelector("a.name").href;
}

function toggle(verdict) {
  document.querySelector(`button[data-verdict=${verdict}]`).click();
}

function reset() {
  all("button[aria-pressed=true]").forEach(button => button.click());
  search("");
}

function search(words) {
  const field = document.querySelector("input[type=search]");
  field.value = words;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

function focusIsSeen() {
  const style = getComputedStyle(document.activeElement);
  return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
}

function focusables() {
  return all("a[href], button, input, summary, [tabindex='0']")
    .filter(element => !element.closest("dialog:not([open]), details:not([open]) > :not(summary)") && isShown(element));
}

function focusable() { return focusables().length; }
function focusedNumber() { return focusables().indexOf(document.activeElement); }
function focusableName(number) { return focusables()[number].outerHTML.slice(0, 80); }

function isRunPage() {
  return document.title.endsWith(" · Deskwright") && document.querySelector("h1") !== null
    && document.querySelector(".film") !== null;
}

// Everything that shows a picture, and what does not load.
async function brokenPictures() {
  const lost = all(".lost").map(one => "a picture is missing: " + one.textContent);
  const addresses = new Set(all("img").map(image => image.src));
  for (const element of all(".picture, .thumb")) {
    // What is hidden from the page's layout has no computed picture before it is shown.
    const address = getComputedStyle(element).backgroundImage.match(/^url\("(.*)"\)$/)?.[1];
    if (address) addresses.add(address);
    else lost.push("no picture at " + element.className);
  }
  const broken = await Promise.all([...addresses].map(address => new Promise(done => {
    const image = new Image();
    image.onload = () => done(image.naturalWidth > 0 ? null : "an empty picture: " + address.slice(0, 80));
    image.onerror = () => done("a broken picture: " + address.slice(0, 80));
    image.src = address;
  })));
  return lost.concat(broken.filter(fault => fault));
}

// Opens what can be opened and passes the pointer over everything, as a person might.
function touchEverything() {
  all("details").forEach(one => { one.open = true; });
  for (const element of all("body *")) {
    for (const kind of ["pointerover", "mouseover", "focusin"]) {
      element.dispatchEvent(new Event(kind, { bubbles: true }));
    }
  }
}

// What a page of ours never has.
function foreignMarkup() {
  const faults = [];
  if ("hostile" in window) faults.push("hostile text has run");
  if (document.scripts.length !== 1) faults.push(`there are ${document.scripts.length} scripts`);
  for (const element of all("*")) {
    for (const { name, value } of element.attributes) {
      if (name.startsWith("on")) faults.push(`${element.tagName} has ${name}`);
      if (["href", "src", "action"].includes(name) && !element.matches("link[rel=icon]") && /^\s*(javascript|data|https?|\/\/)/i.test(value)) {
        faults.push(`${element.tagName} leads to ${value}`);
      }
    }
  }
  if (/[\u202a-\u202e\u2066-\u2069]/.test(document.documentElement.outerHTML)) faults.push("text is turned around");
  if (document.querySelector("iframe, object, embed, form, link:not([rel=icon]), base, img[src=x]")) faults.push("there is foreign markup");
  return faults;
}

// The middle of an action's mark, in pixels of the screen that it is drawn on.
function aim(number) {
  const drawing = all(".action")[number]?.querySelector(".marks.aim");
  if (!drawing) return null;
  const size = drawing.viewBox.baseVal;
  const frame = drawing.getBoundingClientRect();
  const picture = drawing.closest(".picture").getBoundingClientRect();
  const mark = (drawing.querySelector("circle") ?? drawing.querySelector("path")).getBoundingClientRect();
  if (Math.abs(frame.width - picture.width) > 1 || Math.abs(frame.height - picture.height) > 1) return null;
  return {
    x: (mark.x + mark.width / 2 - picture.x) / picture.width * size.width,
    y: (mark.y + mark.height / 2 - picture.y) / picture.height * size.height,
  };
}

function changeArea(number) {
  const box = all(".action")[number]?.querySelector(".marks.change rect")?.getBBox();
  return box ? { x: box.x, y: box.y, width: box.width, height: box.height } : null;
}

function isDrawnOn(selector) {
  const box = document.querySelector(selector)?.getBoundingClientRect();
  return Boolean(box && box.width > 3 && box.height > 3);
}

function isInside(inner, outer) {
  const [box, frame] = [inner, outer].map(one => document.querySelector(one).getBoundingClientRect());
  return box.left >= frame.left - 1 && box.right <= frame.right + 1;
}

function phases() {
  return all(".legend li").map(item => item.textContent.trim().split(" ")[0]);
}

// How many pixels of the left picture are shown.
function cut() {
  const over = document.querySelector(".slider .over");
  const right = getComputedStyle(over).clipPath.match(/inset\(0px (?:calc\()?([\d.]+)(%|px)?/);
  return right ? over.clientWidth * (1 - parseFloat(right[1]) / 100) : -1;
}

// What is wider than its place, where that is cut off.
async function clipped() {
  document.styleSheets[0].insertRule(".step, .task { content-visibility: visible !important }");
  // What was not laid out is with the frame after the next one.
  for (const _ of [1, 2]) await new Promise(done => requestAnimationFrame(done));
  const faults = all(".step, .task, .card, .remark").filter(one => one.scrollWidth > one.clientWidth + 1)
    .map(one => `something in ${one.className} sticks out: ${one.textContent.trim().slice(0, 60)}`);
  const slim = all(".remark > span").filter(one => one.clientHeight > 600 && one.clientWidth < 100)
    .map(one => `a text has no room: ${one.textContent.slice(0, 60)}`);
  document.styleSheets[0].deleteRule(0);
  return faults.concat(slim);
}

// Text of less than 4.5 to 1 against what is behind it, or 3 to 1 where it is large.
// SeeAlso: WCAG 2.2, success criterion 1.4.3.
function poorContrast() {
  const channel = value => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  const parse = text => text.match(/[\d.]+/g).map(Number);
  const light = color => 0.2126 * channel(color[0] / 255) + 0.7152 * channel(color[1] / 255)
    + 0.0722 * channel(color[2] / 255);
  const over = (top, below) => top.slice(0, 3).map((value, index) =>
    value * (top[3] ?? 1) + below[index] * (1 - (top[3] ?? 1)));
  function ground(element) {
    const color = parse(getComputedStyle(element).backgroundColor);
    if ((color[3] ?? 1) === 1) return color;
    const below = element.parentElement ? ground(element.parentElement) : [255, 255, 255];
    return over(color, below);
  }
  const faults = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || element.closest("script, style, noscript, svg") || !isShown(element)) continue;
    const style = getComputedStyle(element);
    const behind = ground(element);
    const [bright, dark] = [light(over(parse(style.color), behind)), light(behind)].sort((a, b) => b - a);
    const ratio = (bright + 0.05) / (dark + 0.05);
    const size = parseFloat(style.fontSize);
    const isLarge = size >= 24 || size >= 18.66 && Number(style.fontWeight) >= 700;
    if (ratio < (isLarge ? 3 : 4.5)) {
      faults.add(`${ratio.toFixed(2)} at ${element.tagName}.${element.className}: ${walker.currentNode.data.trim().slice(0, 30)}`);
    }
  }
  return [...faults];
}
