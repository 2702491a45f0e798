package io.ingestio.objectstore;

class InMemoryObjectStoreTest extends ObjectStoreContract {

    private final ObjectStore store = new InMemoryObjectStore();

    @Override
    ObjectStore store() {
        return store;
    }

    @Override
    ObjectStore storeThatRefuses(String key) {
        var refusing = new InMemoryObjectStore();
        refusing.refuse(key);
        return refusing;
    }
}
