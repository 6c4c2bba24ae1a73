// Holds the document on standard input to the schema of the Common Test Report Format, with the format's own reader. Standard output: what
// is wrong, a line each; nothing where it is valid.
import { readFileSync } from "node:fs";
import { validate } from "ctrf";

const { errors } = validate(JSON.parse(readFileSync(0, "utf8")));
for (const error of errors ?? []) {
  console.log(error.message);
}
