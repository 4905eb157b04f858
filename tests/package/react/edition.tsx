/** The server has the edition's element and its script, from NAME.html. In the browser they are in the page already. */
export const Edition = ({ html = "" }: { html?: string }) => (
  <div dangerouslySetInnerHTML={{ __html: html }} suppressHydrationWarning />
);
