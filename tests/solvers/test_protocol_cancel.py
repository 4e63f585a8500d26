import threading

from vrpcore.solvers.cancel import CancelToken


def test_one_way():
    token = CancelToken()
    assert not token.is_cancelled
    token.cancel()
    token.cancel()
    assert token.is_cancelled


def test_from_another_thread():
    token = CancelToken()
    thread = threading.Thread(target=token.cancel)
    thread.start()
    thread.join()
    assert token.is_cancelled
