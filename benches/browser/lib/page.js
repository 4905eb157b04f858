// A partner's article with carousels in it.

const TEXT =
  "The path along the water is open again. In the morning people stood at the rail and looked at the boats, " +
  "and nobody was in a hurry. The works took longer than planned, but the new wall is higher than the old one. ";

/** `head` once; `carousel` once for each of `count`. */
export function html({ head, carousel, count }) {
  const carousels = Array.from({ length: count }, () => `<div class="place">${carousel}</div><p>${TEXT.repeat(2)}</p>`);
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>The path along the water</title>
<link rel="icon" href="data:,">
<style>
body { margin: 0 auto; padding: 16px 20px; max-width: 1000px; font: 17px/1.5 Georgia, serif; }
.place { min-height: 576px; margin: 20px 0; }
</style>
${head}
</head>
<body>
<h1>The path along the water</h1>
<p>${TEXT}</p>
${carousels.join("\n")}
</body>
</html>
`;
}
