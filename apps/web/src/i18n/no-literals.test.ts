import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import ts from "typescript";
import { expect, it } from "vitest";

const root = join(import.meta.dirname, "..");

/** Said alike in every language. */
const allowed: ReadonlySet<string> = new Set([
  "LeadLift",
  "WhatsApp",
  "GET",
  "POST",
  "https://www.example.in",
  "https://api.example.com/find?email={email}",
  '{ "person": { "title": "Director" } }',
  // Kept with the column, as the services call one without a name.
  "features/import/mapping-edit.ts: Column",
]);

/** Attributes, of elements and of our components, that are read by people. */
const shown =
  /^(aria-(label|description|valuetext|roledescription)|title|placeholder|alt|label|legend|description|detail|hint|sub|word|add|no|yes|problem)$/;
/** Functions of ours that say their first argument to people. */
const saying = /^(announce|setProblem|setSaid|setMissing|setMessage)$/;

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(({ name }) => /\.tsx?$/.test(name) && !/\.(test|d)\.tsx?$/.test(name))
    .map(({ parentPath, name }) => join(parentPath, name));
}

/** The letters that an expression may come to by itself, whatever is put into it. */
function lettersOf(node: ts.Expression): string[] {
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isTemplateExpression(node)) {
    return [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)];
  }
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node)) return lettersOf(node.expression);
  if (ts.isConditionalExpression(node)) return [...lettersOf(node.whenTrue), ...lettersOf(node.whenFalse)];
  if (!ts.isBinaryExpression(node)) return [];
  const { operatorToken, left, right } = node;
  if (operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken) return lettersOf(right);
  const joined = [ts.SyntaxKind.PlusToken, ts.SyntaxKind.BarBarToken, ts.SyntaxKind.QuestionQuestionToken];
  return joined.includes(operatorToken.kind) ? [...lettersOf(left), ...lettersOf(right)] : [];
}

function saidBy(node: ts.Node): string[] {
  if (ts.isJsxText(node)) return [node.text.replaceAll(/\s+/g, " ").trim()];
  if (ts.isJsxExpression(node) && node.expression && !ts.isJsxAttribute(node.parent)) {
    return lettersOf(node.expression);
  }
  if (ts.isJsxAttribute(node) && shown.test(node.name.getText())) {
    const { initializer } = node;
    if (!initializer) return [];
    if (ts.isStringLiteral(initializer)) return [initializer.text];
    return ts.isJsxExpression(initializer) && initializer.expression ? lettersOf(initializer.expression) : [];
  }
  if (ts.isCallExpression(node) && saying.test(node.expression.getText())) {
    const [said] = node.arguments;
    return said ? lettersOf(said) : [];
  }
  if (ts.isPropertyAssignment(node) && /^(label|title)$/.test(node.name.getText())) {
    return lettersOf(node.initializer).filter((text) => /\p{Lu}.*\p{L}|\p{L} \p{L}/u.test(text));
  }
  return [];
}

function literalsIn(path: string): string[] {
  const file = relative(root, path);
  const source = ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    for (const text of saidBy(node)) {
      if (/\p{L}{2}/u.test(text) && !allowed.has(text)) found.push(`${file}: ${text.trim()}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found.filter((each) => !allowed.has(each));
}

it("all that pages say comes from the catalogue, in every language", () => {
  expect(sourceFiles(root).flatMap(literalsIn)).toEqual([]);
});
