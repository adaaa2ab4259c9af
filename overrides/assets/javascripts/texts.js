/* The words the scripts need, in the page's language, as the template wrote them. */
const element = document.getElementById("atlas-texts");

export const texts = JSON.parse(element?.textContent ?? "{}");
export const language = document.documentElement.lang;

/** "{n} areas" or "1 area"; older texts write # for {n}. */
export const count = (n, { one = "{n}", other = "{n}" } = {}) =>
  (n === 1 ? one : other).replace(/\{n\}|#/, n.toLocaleString(language));

/** Lower case without accents, so that "Sudwest" finds "Súdwest". */
export const fold = (text) =>
  text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase(language);
