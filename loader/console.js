// The loader's messages to the page's developers. Some pages take the console's functions away.

import { NAME } from "./name.js";

export const complain = (/** @type {string} */ line, /** @type {"error" | "info"} */ level = "error") => {
  try {
    console[level](`${NAME}: ${line}`);
  } catch {
    // Nobody reads it.
  }
};

/** @type {string | undefined} */
let said;

/**
 * Writes one line for each cure, for any number of elements. Returns the message.
 * @param {import("./failure.js").Failure} failure
 */
export const report = ({ reason, cure }) => {
  const message = `the widget cannot run: ${reason}; ${cure}`;
  if (cure !== said) complain(message);
  said = cure;
  return message;
};
