// Reads the PDFs named on standard input, one a line; writes the text of each as a line of JSON.
import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";

const say = console.log;
console.log = console.warn = () => {}; // pdf.js misses a canvas, which reading text never needs
const { getDocument } = await import(process.argv[2]);

for await (const file of createInterface({ input: process.stdin })) {
  const data = new Uint8Array(await readFile(file));
  const document = await getDocument({ data, verbosity: 0, isEvalSupported: false }).promise;
  let text = "";
  for (let number = 1; number <= document.numPages; number++) {
    const { items } = await (await document.getPage(number)).getTextContent();
    for (const item of items) text += item.str + (item.hasEOL ? "\n" : "");
    text += "\n";
  }
  await document.destroy();
  say(JSON.stringify(text));
}
