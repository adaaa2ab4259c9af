/* Numbers and paths as short as they can be without showing it. */

/** A number with at most so many decimals, as text. */
export const round = (number, digits = 1) => String(Number(Number(number).toFixed(digits)) + 0);

/* By how much the number at that place behind a command moves; relative commands do not. */
const offset = (command, place, dx, dy) => {
  if (command === "H") return dx;
  if (command === "V") return dy;
  if (command === "A") return [0, 0, 0, 0, 0, dx, dy][place % 7];
  return "MLCQST".includes(command) ? [dx, dy][place % 2] : 0;
};

/** The same path elsewhere. */
export const moved = (path, dx, dy, digits) => {
  const there = path.replace(/([a-z])([^a-z]*)/gi, (_, command, rest) => {
    const numbers = rest.match(/-?[\d.]+(?:e-?\d+)?/gi) ?? [];
    return command + numbers.map((n, i) => round(+n + offset(command, i, dx, dy), digits)).join(" ");
  });
  return stepwise(there, digits).replaceAll(" -", "-");
};

const brief = (number, digits) => round(number, digits).replace(/^(-?)0\./, "$1.");

/* Straight lines from point to point as steps: an outline has many, and a step takes fewer digits than
   a place. Steps are taken between rounded places, so that they do not drift. */
const stepwise = (path, digits) => {
  if (!/^M[MLZ\d. -]+$/.test(path)) return path;
  let [at, start, last] = [[0, 0], [0, 0], ""];
  const step = (command, [x, y]) => {
    const name = last === "l" && command === "l" ? " " : command;
    const said = `${name}${brief(x - at[0], digits)} ${brief(y - at[1], digits)}`;
    [at, last] = [[x, y], command];
    if (command === "m") start = at;
    return said;
  };
  const steps = path.replace(/([MLZ])([^MLZ]*)/g, (_, command, rest) => {
    if (command === "Z") {
      [at, last] = [start, ""];
      return "z";
    }
    const numbers = (rest.match(/-?[\d.]+/g) ?? []).map(Number);
    return numbers
      .flatMap((x, i) => (i % 2 ? [] : [step(command === "M" && i === 0 ? "m" : "l", [x, numbers[i + 1]])]))
      .join("");
  });
  return steps.replace("m", "M");
};
