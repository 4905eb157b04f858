export default { base: "./", logLevel: "warn", oxc: { jsx: { importSource: "preact" } } };
