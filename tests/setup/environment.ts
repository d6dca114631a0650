// The environment every test process sees: complete, and pointing at nothing real.
process.env.NODE_ENV ??= 'test';
process.env.LOG_LEVEL ??= 'silent';
process.env.DATABASE_URL ??= 'postgresql://nobody@127.0.0.1:1/none';
process.env.SESSION_SECRET ??= 'test-secret-test-secret-test-secret-test';
process.env.CREDENTIAL_KEYS ??= Buffer.alloc(32, 7).toString('base64');
process.env.PUBLIC_URL ??= 'http://127.0.0.1:3000';
