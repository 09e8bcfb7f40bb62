package org.dermoscope.inference.it;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

/** Forms that go through files are refused as those in memory are. */
@QuarkusTest
@TestProfile(FileFormsProfile.class)
class MalformedFileFormIT extends MalformedRequestIT {}
