/** A configuration: requests to AWS, in one Region or with Regions of their own. */
export interface Document {
  version?: 1;
  region?: string;
  resources: Resource[];
}

/** One request to AWS. */
export interface Resource {
  /** `elasticache` or `dsql`. */
  service?: string;
  /** The API's name: `CreateReplicationGroup`. */
  operation: string;
  /** The API members, as botocore and `--cli-input-json` take them. */
  parameters: Record<string, unknown>;
  /** The resource's own Region, where it is not the document's. */
  region?: string;
  /** A label, unique in the document. */
  id?: string;
}

/** Stands for the value of an environment variable at the time the output runs. */
export interface EnvironmentReference {
  $env: string;
}

export type Severity = "error" | "warning" | "info";

/** Something that is wrong with a document. */
export interface Diagnostic {
  /** `EC001`. */
  code: string;
  /** The rule's name: `failover-without-replica`. */
  rule: string;
  severity: Severity;
  /** Index of the resource. */
  resource: number;
  /** `NodeGroupConfiguration[0].Slots`; empty for the whole resource. */
  path: string;
  message: string;
  why?: string;
  /** The page that says so. */
  source: string;
  /** A change that removes the diagnostic. Documents of several fixes share what they have in common. */
  fix?: { title: string; document: Document };
}

export interface OperationSummary {
  service: string;
  operation: string;
  title: string;
  summary: string;
  /** Whether it has sections and help of its own. */
  featured: boolean;
  protocol: "query" | "rest-json";
}

export type TypeName = "structure" | "list" | "map" | "string" | "integer" | "double" | "boolean" | "timestamp";

/** What a member, an item, a key or a value may be. */
export interface ShapeDescription {
  /** AWS's name of the shape. */
  shape: string;
  type: TypeName;
  enum?: string[];
  pattern?: string;
  /** Of a number its bounds, of text its length, of a list or map its size. */
  min?: number;
  max?: number;
  /** Of a structure. */
  members?: MemberDescription[];
  /** Of a list. */
  item?: ShapeDescription;
  /** Of a map. */
  key?: ShapeDescription;
  value?: ShapeDescription;
}

export interface MemberDescription extends ShapeDescription {
  name: string;
  required: boolean;
  secret: boolean;
  idempotencyToken?: boolean;
  deprecated?: boolean;
  /** The name in words. */
  label?: string;
  help?: string;
  default?: string;
  docs?: string;
}

export interface OperationDescription {
  service: string;
  operation: string;
  title: string;
  summary: string;
  protocol: "query" | "rest-json";
  members: MemberDescription[];
}

export interface Scenario {
  id: string;
  title: string;
  summary: string;
  document: Document;
}

export type FormatId = "cli-sh" | "cli-cmd" | "cli-powershell" | "boto3" | "api" | "curl" | "json"
  | "deploy-sh" | "deploy-cmd" | "deploy-powershell" | "deploy-boto3"
  | "teardown-sh" | "teardown-cmd" | "teardown-powershell" | "teardown-boto3"
  | "iam"
  | "responses";

export interface Format {
  id: FormatId;
  title: string;
  /** Of a file, without the dot. */
  extension: string;
  /** Whether the format can carry the document. */
  available: boolean;
}

/** What a piece of text is, for its color. */
export type SpanKind =
  | "plain"
  | "command"
  | "keyword"
  | "name"
  | "string"
  | "number"
  | "constant"
  | "comment"
  | "secret"
  | "placeholder";

export interface RenderOptions {
  /** Write literal secrets as they are instead of as environment variables. */
  revealSecrets?: boolean;
}

export interface ParseOptions {
  /** Service and operation of bare parameters; guessed where absent. */
  service?: string;
  operation?: string;
  /** The Region where the text names none. */
  region?: string;
}

/** What `read` gives. */
export interface Reading {
  document: Document;
  /** The form that the text was read as, in words: `AWS CLI command`. */
  form: string;
  /** What was left out and why, in the order of the text. */
  notes: ReadingNote[];
}

export interface ReadingNote {
  message: string;
  /** From 1. */
  line: number;
  /** In characters, from 1. */
  column: number;
}

/** What `parse` and `read` throw. */
export interface ParseError extends Error {
  /** From 1. */
  line: number;
  /** In characters, from 1. */
  column: number;
}

export interface Policy {
  /** As IAM takes it. */
  policy: { Version: "2012-10-17"; Statement: PolicyStatement[] };
  /** Why each statement is there, in their order. */
  reasons: { sid: string; reason: string; source: string }[];
}

export interface PolicyStatement {
  Sid: string;
  Effect: "Allow";
  Action: string[];
  Resource: string[];
  Condition?: Record<string, Record<string, string>>;
}

/** What AWS answers to a request. */
export interface ExpectedResponse {
  /** As the AWS CLI prints it: what the request says, and made-up values for the rest. */
  example: Record<string, unknown>;
  /** The errors that AWS documents, and what to do. */
  errors: { code: string; status: number; advice: string }[];
  /** What a status says one after the other; empty where the operation has none. */
  states: string[];
}

export interface Version {
  version: string;
  services: Record<string, { apiVersion: string; model: string; catalog: string }>;
}

/**
 * Makes the engine ready; in Node it is ready on import.
 * @param source Where the WebAssembly is, if not beside this module.
 */
export default function init(source?: string | URL | Request | Response | BufferSource | WebAssembly.Module): Promise<void>;

/** Every operation of every service. */
export function operations(): OperationSummary[];
/** The shape of an operation's input. Throws for an unknown service or operation. */
export function describe(service: string, operation: string): OperationDescription;
/** The ready starting points. */
export function scenarios(): Scenario[];
/** The formats, and whether each can carry the document. */
export function formats(document: Document): Format[];
/** Everything that is wrong with a document, sorted by resource, then by path in model order. */
export function validate(document: Document): Diagnostic[];
/** The text of a document in a format. Throws for an unknown format. */
export function render(document: Document, format: FormatId | (string & {}), options?: RenderOptions): string;
/**
 * The same text in pieces of one kind each, to color it. Joined they are what `render` gives.
 * Throws for an unknown format.
 */
export function spans(document: Document, format: FormatId | (string & {})): [kind: SpanKind, text: string][];
/** The document of a text of any form that is read. Throws a `ParseError`. */
export function parse(text: string, options?: ParseOptions): Document;
/** Like `parse`, with the form of the text and what was left out. Throws a `ParseError`. */
export function read(text: string, options?: ParseOptions): Reading;
/** The share link's fragment, with its `#`. It carries no secret. */
export function toFragment(document: Document): string;
/** The document of a fragment. Throws where it cannot be read. */
export function fromFragment(fragment: string): Document;
/**
 * The least IAM policy that lets somebody send a document's requests and look how they come on;
 * with `teardown` also remove everything again.
 */
export function policy(document: Document, options?: { teardown?: boolean }): Policy;
/** What AWS answers to a request. Throws for a resource that is no known request. */
export function response(document: Document, resource: number): ExpectedResponse;
/** The versions of the package, of each service's API, model and catalog. */
export function version(): Version;
