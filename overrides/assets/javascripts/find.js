/* Finds pages: by name in a list of our own, by their text in the index that Pagefind made.

   The names come in parts of a few kilobytes (generator/lookup.py): the one that a word falls in is
   fetched, and compared here with its words folded the same way. What a reader types stays here. */
const ROOT = new URL("../../", import.meta.url);
const LANGUAGE = document.documentElement.lang;
const NAMES = new URL(`assets/search/${LANGUAGE}`, ROOT);
const MOST_PARTS = 4;
/* How many wrong letters a word may have, by its length. */
const SLIPS = [[8, 2], [4, 1]];
/* Letters that are no other letter with an accent. */
const PLAIN = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i" };
const TEXTS = { options: { baseUrl: ROOT.pathname, excerptLength: 18, noWorker: true } };
/* So many letters of another name for something are enough to recognise it. */
const GROWING = 4;
/* With fewer results than this, words that mean the same are tried too. */
const FEW = 5;
const MOST_FIGURES = 3;
/* So many pages are looked into before the order is settled: as many as are shown at first. */
const HEAD = 6;
/* What the summary of a receipt is called: the figure itself has f-. */
const FIGURE = "s-";

const once = (start) => {
  let kept = null;
  return (...given) => (kept ??= start(...given).catch((error) => ((kept = null), Promise.reject(error))));
};

const json = async (url) => {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${answer.status} ${url}`);
  return answer.json();
};

/** The words of a text in small letters, without accents and apostrophes. */
export const folded = (text) =>
  text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/['`´‘’ʼ]/g, "")
    .replace(/[ßæœøłđðþı]/g, (letter) => PLAIN[letter])
    .match(/[\p{L}\p{N}]+/gu) ?? [];

/** Numbers as one word: 7.206 and 7,206 as 7206, 2025-29 as 2025 2029. */
const numbered = (text) =>
  text
    .replace(/\b(\d\d)(\d\d)(\s?[-–/]\s?)(\d\d)\b(?!\d)/g, "$1$2$3$1$4")
    .replace(/(\d)[.,](?=\d{3}(?!\d))/g, "$1");

/** What frames a search: the kinds of names, the words that mean the same, the texts to show. */
export const frame = once(async () => {
  const found = await json(`${NAMES}.json`);
  const kinds = found.kinds.map(([folder, label, words]) => ({ folder, label, words }));
  return { ...found, kinds };
});

const fetched = new Map();
const part = (number) => {
  if (!fetched.has(number)) {
    const found = json(`${NAMES}/${number}.json`).then((rows) => rows.map(named));
    found.catch(() => fetched.delete(number));
    fetched.set(number, found);
  }
  return fetched.get(number);
};

const named = ([kind, address, name, remark, ...others]) => ({
  kind,
  address,
  name,
  remark,
  forms: [name, ...others].map(folded),
});

/** The parts with the words that begin with these letters. */
const parts = async (letters) => {
  const { starts } = await frame();
  const after = starts.findIndex((start) => start > letters);
  const first = Math.max(0, (after < 0 ? starts.length : after) - 1);
  let last = first;
  while (last + 1 < starts.length && starts[last + 1].startsWith(letters)) last += 1;
  const numbers = starts.map((_, number) => number).slice(first, Math.min(last, first + MOST_PARTS - 1) + 1);
  const rows = (await Promise.all(numbers.map(part))).flat();
  return [...new Map(rows.map((row) => [`${row.kind} ${row.address} ${row.name}`, row])).values()];
};

/** How many letters to add, leave out, change or swap to make a word begin with another: at most ``most``. */
export const slips = (typed, word, most) => {
  let before = null;
  let row = Array.from({ length: word.length + 1 }, (_, i) => i);
  for (let i = 1; i <= typed.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= word.length; j += 1) {
      const same = typed[i - 1] === word[j - 1];
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (same ? 0 : 1));
      const swapped = i > 1 && j > 1 && typed[i - 1] === word[j - 2] && typed[i - 2] === word[j - 1];
      if (swapped) next[j] = Math.min(next[j], before[j - 2] + 1);
    }
    if (Math.min(...next) > most) return Infinity;
    [before, row] = [row, next];
  }
  return Math.min(...row);
};

const allowed = (word) => (/\d/.test(word) ? 0 : (SLIPS.find(([length]) => word.length >= length)?.[1] ?? 0));

/** How well a name fits: 0 the very name, 1 begins so, 2 has the words, 3 has words that begin so; null not. */
const fit = (words, row, { kinds, common }, near) => {
  const said = [...kinds[row.kind].words, ...common];
  const asked = words.filter((word) => !said.includes(word) || row.forms.some((form) => form.includes(word)));
  if (asked.length === 0) return null;
  const joined = asked.join("");
  let best = null;
  for (const form of row.forms) {
    const whole = form.join("");
    let rank = null;
    if (near) {
      const wrong = asked.map((word) =>
        Math.min(...form.map((other) => (other.startsWith(word) ? 0 : slips(word, other, allowed(word))))),
      );
      if (wrong.every(Number.isFinite)) rank = wrong.reduce((sum, n) => sum + n, 0);
    } else if (whole === joined) rank = 0;
    else if (whole.startsWith(joined)) rank = 1;
    else if (asked.every((word) => form.includes(word))) rank = 2;
    else if (asked.every((word) => form.some((other) => other.startsWith(word)))) rank = 3;
    if (rank !== null && (best === null || rank < best)) best = rank;
  }
  return best;
};

/** The word to look up: the longest one that does not just say what kind of thing is meant. */
const leading = (words, { kinds, common }) => {
  const telling = words.filter((word) => !common.includes(word) && !kinds.some((kind) => kind.words.includes(word)));
  return (telling.length ? telling : words).reduce((a, b) => (b.length > a.length ? b : a));
};

const byFit = (a, b) =>
  (a.rank === 0 ? 0 : 1) - (b.rank === 0 ? 0 : 1) ||
  a.row.kind - b.row.kind ||
  a.rank - b.rank ||
  a.row.name.length - b.row.name.length ||
  a.row.name.localeCompare(b.row.name, LANGUAGE) ||
  a.row.remark.localeCompare(b.row.remark, LANGUAGE);

const matches = (rows, words, found, near = false) =>
  rows
    .map((row) => ({ row, rank: fit(words, row, found, near) }))
    .filter(({ rank }) => rank !== null && Number.isFinite(rank));

const shown = ({ row }, kinds, words) => ({
  url: new URL(kinds[row.kind].folder + (row.address && `${row.address}/`), ROOT).href,
  kind: kinds[row.kind].label,
  title: marked(row.name, words),
  remark: row.remark,
});

/** A text in pieces, of which those that were typed are true. */
const marked = (text, words) =>
  text
    .split(/([\p{L}\p{M}\p{N}'`´‘’ʼ]+)/u)
    .filter(Boolean)
    .map((piece) => {
      const own = folded(piece);
      return [piece, own.length > 0 && own.every((a) => words.some((b) => a.startsWith(b)))];
    });

/** The words that were typed, and the same with other names for what they name, or other words for it. */
const ways = (words, { names, alike, common }) => {
  const telling = words.filter((word) => !common.includes(word));
  const typed = telling.join(" ");
  const own = new Set([words.join(" ")]);
  const put = (old, other) => own.add(` ${typed} `.replace(` ${old} `, ` ${other} `).trim());
  for (const group of names) {
    for (const name of group) {
      const found = saying(typed, [name, name.replaceAll(" ", "")]);
      if (found) group.filter((other) => other !== name).forEach((other) => put(found, other));
    }
  }
  const others = new Set();
  for (const group of alike) {
    for (const word of telling.filter((one) => group.includes(one))) {
      for (const other of group.filter((one) => !one.startsWith(word) && !word.startsWith(one))) {
        others.add(telling.map((one) => (one === word ? other : one)).join(" "));
      }
    }
  }
  return { own: [...own], alike: [...others] };
};

/** What in a text says a name, in one of its forms: the whole name, or its beginning as the last that was typed. */
const saying = (typed, forms) => {
  const whole = forms.find((form) => ` ${typed} `.includes(` ${form} `));
  if (whole) return whole;
  const words = typed.split(" ");
  const ends = words.map((_, start) => words.slice(start).join(" ")).filter((end) => end.length >= GROWING);
  return ends.find((end) => forms.some((form) => form.startsWith(end)));
};

/** What bears a name, for each way to say it. */
const bearers = async (own, found) => {
  const all = own.map(async (way) => {
    const words = way.split(" ");
    return matches(await parts(leading(words, found)), words, found);
  });
  return Promise.all(all);
};

/** What bears such a name; where nothing does, what bears one that looks like it. */
export const byName = async (query) => {
  const found = await frame();
  const words = folded(numbered(query));
  if (words.length === 0) return { results: [], near: false };
  const { own } = ways(words, found);
  const all = (await bearers(own, found)).flat().sort((a, b) => b.rank - a.rank);
  if (all.length > 0) {
    const best = [...new Map(all.map((one) => [one.row, one])).values()].sort(byFit);
    const every = own.flatMap((way) => way.split(" "));
    return { results: best.map((one) => shown(one, found.kinds, every)), near: false };
  }
  const lead = leading(words, found);
  const close = allowed(lead) ? matches(await parts(lead.slice(0, 2)), words, found, true) : [];
  close.sort((a, b) => a.rank - b.rank || a.row.name.length - b.row.name.length || byFit(a, b));
  return { results: close.map((one) => shown(one, found.kinds, words)), near: close.length > 0 };
};

/** Pagefind, fetched when a reader reaches for the search. */
export const index = once(async () => {
  const { createInstance } = await import(new URL("pagefind/pagefind.js", ROOT));
  const made = createInstance(TEXTS.options);
  await made.init();
  return made;
});

/** The pages with these words in their text, best first; ``page()`` fetches what is needed to show one. */
export const inText = async (query) => {
  const [found, engine] = await Promise.all([frame(), index()]);
  const words = folded(numbered(query));
  const telling = words.filter((word) => word.length > 1 && !found.common.includes(word));
  const asked = telling.length > 0 ? telling : words;
  const { own, alike } = ways(asked, found);
  const best = new Map();
  const ask = async (typed, weight) => {
    const { results } = await engine.search(typed);
    for (const one of results) {
      const score = one.score * weight;
      if (!(best.get(one.id)?.score >= score)) best.set(one.id, { one, score });
    }
  };
  for (const typed of await spoken(own, found)) await ask(typed, 1);
  for (const typed of alike) if (best.size < FEW) await ask(typed, 0.5);
  const sorted = [...best.values()].sort((a, b) => b.score - a.score);
  return figuresFirst(sorted.map(({ one }) => ({ page: once(async () => page(await one.data(), asked, found)) })));
};

/** What was typed, and of the ways to say it those that something bears, where anything does. */
const spoken = async (own, found) => {
  const borne = own.length > 1 ? await bearers(own, found) : [];
  const known = own.filter((_, number) => borne[number]?.length > 0);
  return known.length > 0 ? [...new Set([own[0], ...known])] : own;
};

/** Of the first pages, those first that bear a part of what was typed in their name, and the rest in a figure. */
const figuresFirst = async (found) => {
  const head = found.slice(0, HEAD);
  const pages = await Promise.all(head.map((one) => one.page()));
  const meant = head.filter((_, number) => pages[number].figures.length > 0 && pages[number].title.some(([, typed]) => typed));
  return [...meant, ...head.filter((one) => !meant.includes(one)), ...found.slice(HEAD)];
};

/** The kind of page at an address: the first that has it in its folder, else the last, which has all. */
const kindOf = (url, kinds) => {
  const address = new URL(url, ROOT).pathname.slice(ROOT.pathname.length);
  return kinds.find(({ folder }) => address.startsWith(folder) && address.length > folder.length) ?? kinds.at(-1);
};

const page = (data, words, { kinds }) => {
  const figures = figuresOf(data, words);
  return {
    url: new URL(data.url, ROOT).href,
    kind: kindOf(data.url, kinds).label,
    title: marked(data.meta.title ?? data.url, words),
    excerpt: figures.length > 0 ? [] : excerpt(data),
    figures,
  };
};

/** An excerpt, which is text with <mark> in it, in pieces; with dots where it leaves something out. */
const excerpt = ({ excerpt: html, plain_excerpt: plain, content }) => {
  const parsed = new DOMParser().parseFromString(html, "text/html").body;
  const found = [...parsed.childNodes].map((node) => [node.textContent, node.nodeName === "MARK"]);
  if (!content.startsWith(plain.slice(0, 40))) found.unshift(["… ", false]);
  if (!content.endsWith(plain.slice(-40))) found.push([" …", false]);
  return found;
};

/** The figures of a page that have every word beside the page's own name: what, when, how much. */
const figuresOf = (data, words) => {
  const says = (text) => {
    const own = folded(numbered(text));
    return (word) => own.some((other) => other.startsWith(word) || (other.length >= GROWING && word.startsWith(other)));
  };
  const rest = words.filter((word) => !says(data.meta.title ?? "")(word));
  const named = rest.length < words.length || rest.length > 1 || rest.some((word) => /\d/.test(word));
  if (rest.length === 0 || !named) return [];
  const found = data.anchors.filter(({ id, text }) => id.startsWith(FIGURE) && rest.every(says(text)));
  return found.slice(0, MOST_FIGURES).map(({ id, text }) => ({
    url: new URL(`${data.url}#f-${id.slice(FIGURE.length)}`, ROOT).href,
    text: marked(text, rest),
  }));
};
