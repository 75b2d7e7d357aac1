// The emulator makes an HTTP API without what its `Body` says. This makes the authorizer, the integrations and the routes
// that AWS would make of it, from the template as CloudFormation processed it.
import { REGION, aws, stack, stackParameters, stackResources } from './aws.mjs';

export async function connectRoutes() {
  const [{ TemplateBody: template }, parameters, resources] = await Promise.all([
    aws('cloudformation', 'get-template', '--stack-name', stack, '--template-stage', 'Processed'),
    stackParameters(),
    stackResources(),
  ]);
  const resolve = resolver(template, parameters, resources);
  const { paths, components } = template.Resources.Api.Properties.Body;
  const make = (kind, body) => post(`/v2/apis/${resources.Api}/${kind}`, body);

  const authorizers = {};
  for (const [name, scheme] of Object.entries(components.securitySchemes)) {
    const { jwtConfiguration, identitySource } = resolve(scheme['x-amazon-apigateway-authorizer']);
    const authorizer = { name, authorizerType: 'JWT', identitySource: [identitySource], jwtConfiguration };
    authorizers[name] = (await make('authorizers', authorizer)).authorizerId;
  }
  for (const [path, methods] of Object.entries(paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      const { security, 'x-amazon-apigateway-integration': integration } = resolve(operation);
      const { type, uri, payloadFormatVersion } = integration;
      const target = { integrationType: type.toUpperCase(), integrationUri: uri, payloadFormatVersion };
      const { integrationId } = await make('integrations', target);
      const authorizerId = authorizers[Object.keys(security[0])[0]];
      const auth = authorizerId ? { authorizationType: 'JWT', authorizerId } : { authorizationType: 'NONE' };
      await make('routes', { routeKey: `${method.toUpperCase()} ${path}`, target: `integrations/${integrationId}`, ...auth });
    }
  }
}

/** The command line takes a second for each of some sixty calls; the emulator believes the account's root unsigned. */
async function post(path, body) {
  const scope = `test/20260101/${REGION}/apigateway/aws4_request`;
  const authorization = `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`;
  const headers = { authorization, 'content-type': 'application/json' };
  const answer = await fetch(process.env.AWS_ENDPOINT_URL + path, { method: 'POST', headers, body: JSON.stringify(body) });
  if (answer.status !== 201) throw new Error(`POST ${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

/** Answers the few functions of CloudFormation that an HTTP API's `Body` has in it, and refuses the others. */
function resolver({ Conditions }, parameters, resources) {
  const pseudo = { 'AWS::Region': REGION, 'AWS::Partition': 'aws', 'AWS::URLSuffix': 'amazonaws.com', 'AWS::StackName': stack };
  const named = (name) => {
    const [resource, attribute] = name.split('.');
    if (attribute === 'Arn') return `arn:aws:lambda:${REGION}:000000000000:function:${resources[resource]}`;
    const value = pseudo[name] ?? parameters[name] ?? resources[name];
    if (value === undefined) throw new Error(`the template names ${name}, which is neither parameter nor resource`);
    return value;
  };
  const functions = {
    Ref: named,
    'Fn::Sub': (text) => text.replace(/\$\{([^}]+)\}/g, (_, name) => named(name)),
    'Fn::If': ([condition, yes, no]) => resolve(resolve(Conditions[condition]) ? yes : no),
    'Fn::Equals': (sides) => resolve(sides[0]) === resolve(sides[1]),
  };
  function resolve(value) {
    if (Array.isArray(value)) return value.map(resolve);
    if (value === null || typeof value !== 'object') return value;
    const [[name, argument], ...more] = [...Object.entries(value), ['']];
    if (functions[name] && more.length === 1) return functions[name](argument);
    if (name.startsWith('Fn::')) throw new Error(`no answer to ${name}`);
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, resolve(inner)]));
  }
  return resolve;
}
