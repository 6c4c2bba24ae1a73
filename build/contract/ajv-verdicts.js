// Holds documents to schemas with ajv. Standard input: the schemas by name as one line of JSON, then a line {"schema", "document"} each.
// Standard output: a line per document, "" where it is valid, else ajv's first error.
const Ajv = require("ajv/dist/2020");
const lines = require("readline").createInterface({ input: process.stdin, crlfDelay: Infinity });

let validators;
lines.on("line", (line) => {
  const input = JSON.parse(line);
  if (!validators) {
    const ajv = new Ajv({ strict: true, strictTypes: false, strictRequired: false });
    validators = Object.fromEntries(Object.entries(input).map(([name, schema]) => [name, ajv.compile(schema)]));
    return;
  }

  const validate = validators[input.schema];
  const valid = validate(input.document);
  const error = valid ? undefined : validate.errors[0];
  console.log(JSON.stringify(valid ? "" : `${error.instancePath} ${error.schemaPath} ${error.message}`));
});
