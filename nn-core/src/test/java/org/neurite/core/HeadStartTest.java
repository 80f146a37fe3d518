package org.neurite.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.spy;
import static org.mockito.Mockito.verify;

import java.io.IOError;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neurite.api.backend.Backend;
import org.neurite.reference.ReferenceBackend;

class HeadStartTest {
  @Test
  void opensTheBackendAndPredictsWithIt() {
    Backend backend = spy(new ReferenceBackend());
    HeadStart started = new HeadStart(() -> backend, true);
    assertThat(started.backend()).isSameAs(backend);
    started.await();
    verify(backend).prepare(any());
    verify(backend, never()).close();
  }

  @Test
  void handsTheBackendOverBeforeItPredicts() {
    CountDownLatch handedOver = new CountDownLatch(1);
    Backend backend = spy(new ReferenceBackend());
    doAnswerAfter(handedOver, backend);
    HeadStart started = new HeadStart(() -> backend, true);
    assertThat(started.backend()).isSameAs(backend); // would wait for ever otherwise
    handedOver.countDown();
    started.await();
    verify(backend).prepare(any());
  }

  @Test
  void onlyOpensTheBackendIfThatIsAllThatIsWanted() {
    Backend backend = spy(new ReferenceBackend());
    HeadStart started = new HeadStart(() -> backend, false);
    started.await();
    assertThat(started.backend()).isSameAs(backend);
    verify(backend, never()).prepare(any());
  }

  private static void doAnswerAfter(CountDownLatch latch, Backend backend) {
    doAnswer(
            call -> {
              latch.await();
              return call.callRealMethod();
            })
        .when(backend)
        .prepare(any());
  }

  @Test
  void keepsToItselfThatAPredictionFailed() {
    Backend backend = spy(new ReferenceBackend());
    doThrow(new IllegalStateException("no prediction")).when(backend).prepare(any());
    HeadStart started = new HeadStart(() -> backend, true);
    started.await();
    assertThat(started.backend()).isSameAs(backend);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void throwsWhatOpeningThrew(boolean isError) {
    IllegalStateException exception = new IllegalStateException("no backend");
    IOError error = new IOError(new IOException("no backend"));
    HeadStart started =
        new HeadStart(
            () -> {
              if (isError) {
                throw error;
              }
              throw exception;
            },
            true);
    assertThatThrownBy(started::backend).isSameAs(isError ? error : exception);
    started.await();
  }
}
