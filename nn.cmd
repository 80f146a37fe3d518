@echo off
rem Runs Neurite's command line from a source tree: builds it where that is missing or stale, then starts the JVM.
rem NN_JAVA_OPTS adds options to the JVM, JAVA_HOME chooses it. Exit code 4: can't run here.
rem NN_BACKENDS=nd4j builds the ND4J backend in, which is a download of 124 MB; so does asking for it with --backend.
setlocal EnableExtensions DisableDelayedExpansion

rem ---- where we are, through a symbolic link
rem PowerShell takes paths from variables: in the text of a command, an apostrophe or a dollar sign of theirs would be syntax.
set "nn_self=%~f0"
set "nn_root=%~dp0"
dir /al /b "%~f0" >nul 2>&1 && for /f "usebackq delims=" %%i in (`powershell -NoProfile -Command "$f = Get-Item -LiteralPath $env:nn_self; while ($f.LinkType) { $t = $f.Target | Select-Object -First 1; if (-not [IO.Path]::IsPathRooted($t)) { $t = Join-Path $f.DirectoryName $t }; $f = Get-Item -LiteralPath $t }; $f.DirectoryName"`) do set "nn_root=%%i"
if "%nn_root:~-1%"=="\" set "nn_root=%nn_root:~0,-1%"
rem ---- which backends; a variable that is not set can't be cut or replaced in, so each is asked for first, on a line of its own
set "folder=target\nn"
set "extra="
set "gc=-XX:+UseSerialGC "
if "%NN_BACKENDS%"=="nd4j" set "extra=-Dnn.nd4j"
set "rest="
if defined NN_JAVA_OPTS set "rest=%NN_JAVA_OPTS:"=%"
if not defined rest goto scan
if not "%rest:GC=%"=="%rest%" set "gc="
set "rest=%rest:*-Dneurite.backend=%"
if not defined rest goto scan
if "%rest:~0,5%"=="=nd4j" set "extra=-Dnn.nd4j"
:scan
rem Whether the arguments choose the ND4J backend; cmd splits them at an equals sign, too. No argument is compared as it is: quotes inside of
rem one, as those of JSON, would end those of the comparison. An empty argument ends the search. `%%*` stays as it is.
set "before="
:argument
set "argument=%~1"
if not defined argument goto scanned
set "argument=%argument:"=%"
if not defined before if "%argument%"=="backends" for /d %%i in ("%USERPROFILE%\.m2\repository\org\nd4j\nd4j-native\*") do if exist "%%i\nd4j-native-*-onednn.jar" set "extra=-Dnn.nd4j"
if "%before% %argument%"=="--backend nd4j" set "extra=-Dnn.nd4j"
if /i "%before% %argument%"=="example backend-swap" set "extra=-Dnn.nd4j"
if /i "%before% %argument%"=="example BackendSwap" set "extra=-Dnn.nd4j"
set "before=%argument%"
shift /1
goto argument
:scanned
if defined extra set "folder=target\nn-nd4j"
set "nn_state=%nn_root%\%folder%"
set "log=%nn_state%\build.log"

rem ---- which Java; no blocks in parentheses here, as a path may have one in it
set "java="
if defined JAVA_HOME goto chosen
for %%i in (java.exe) do set "java=%%~$PATH:i"
if defined java goto version
echo nn: there is no java on the PATH; install a JDK of version 17 or newer, or set JAVA_HOME>&2
exit /b 4
:chosen
set "java=%JAVA_HOME%\bin\java.exe"
if exist "%java%" goto version
echo nn: JAVA_HOME is "%JAVA_HOME%", but there is no bin\java.exe in it>&2
exit /b 4
:version
set "major=0"
for /f "tokens=3" %%i in ('call "%java%" -version 2^>^&1 ^| findstr /c:" version "') do for /f "delims=.-+" %%j in ("%%~i") do set "major=%%j"
if %major% GEQ 17 goto modern
echo nn: Java 17 or newer is needed, but "%java%" is older>&2
exit /b 4
:modern
set "vector="
"%java%" --list-modules 2>nul | findstr /b /c:"jdk.incubator.vector" >nul && set "vector= --add-modules jdk.incubator.vector"

rem ---- the build: `current` names the valid one's folder
call :freshness
if errorlevel 1 call :build
if errorlevel 1 exit /b 4
set "id="
set /p id=<"%nn_state%\current"

rem ---- the program; the JVM says on stderr that it uses the Vector API, and no option keeps it from that
set "options=%gc%--enable-native-access=ALL-UNNAMED%vector%"
if %major% GEQ 23 set "options=%options% --sun-misc-unsafe-memory-access=allow"
"%java%" %options% %NN_JAVA_OPTS% -cp "%nn_state%\%id%\lib\*" org.neurite.cli.Main %*
exit /b %errorlevel%

:freshness
if not exist "%nn_state%\current" exit /b 1
powershell -NoProfile -Command "$id = Get-Content -LiteralPath (Join-Path $env:nn_state current); $stamp = Get-Item -LiteralPath (Join-Path $env:nn_state (Join-Path $id stamp)) -ErrorAction SilentlyContinue; if (-not $stamp) { exit 1 }; $folders = @($env:nn_root) + @(Get-ChildItem -LiteralPath $env:nn_root -Filter nn-* | Where-Object { $_.PSIsContainer } | ForEach-Object { $_.FullName }); $newer = $folders | ForEach-Object { (Join-Path $_ pom.xml), (Join-Path $_ src\main) } | Where-Object { Test-Path -LiteralPath $_ } | ForEach-Object { Get-Item -LiteralPath $_; if (Test-Path -LiteralPath $_ -PathType Container) { Get-ChildItem -LiteralPath $_ -Recurse } } | Where-Object { $_.LastWriteTimeUtc -gt $stamp.LastWriteTimeUtc } | Select-Object -First 1; if ($newer) { exit 1 }"
exit /b %errorlevel%

:build
where mvn >nul 2>&1
if errorlevel 1 (
  echo nn: there is no mvn on the PATH, and Neurite isn't built yet; install Maven 3.8.7 or newer>&2
  exit /b 4
)
if not exist "%nn_state%" mkdir "%nn_state%" 2>nul
rem One at a time: the lock is a folder, which only one program can make. A lock of more than ten minutes is a dead one's; if none can be
rem made after that, it is not for another program.
set "tries=0"
:lock
mkdir "%nn_state%\lock.d" 2>nul && goto locked
if not exist "%nn_state%\lock.d" set /a tries+=60
set /a tries+=1
if %tries% GTR 600 rmdir "%nn_state%\lock.d" 2>nul
if %tries% GTR 660 goto readonly
ping -n 2 127.0.0.1 >nul
goto lock
:readonly
echo nn: can't write to "%nn_state%">&2
exit /b 4
:locked
call :freshness
if not errorlevel 1 (
  rmdir "%nn_state%\lock.d"
  exit /b 0
)
echo nn: building Neurite, which takes a moment>&2
set "id=%RANDOM%%RANDOM%%RANDOM%"
mkdir "%nn_state%\%id%\lib"
type nul > "%nn_state%\%id%\stamp"
pushd "%nn_root%"
call mvn -B -q -ntp -Dquick -Dmaven.test.skip "-Dbuild.folder=%folder:\=/%/build" %extra% "-Dnn.lib=%nn_state%\%id%\lib" -pl nn-examples -am package >"%log%" 2>&1 <nul
set "rc=%errorlevel%"
popd
if "%rc%"=="0" copy /y "%nn_root%\nn-examples\%folder%\build\nn-examples-*.jar" "%nn_state%\%id%\lib" >nul || set "rc=1"
if "%rc%"=="0" goto built
rmdir /s /q "%nn_state%\%id%" 2>nul
rmdir "%nn_state%\lock.d"
echo nn: the build failed; see "%log%">&2
exit /b 4
:built
rem The build before this one stays: a program may still run from it.
set "previous=%id%"
if exist "%nn_state%\current" set /p previous=<"%nn_state%\current"
>"%nn_state%\current.new" echo %id%
move /y "%nn_state%\current.new" "%nn_state%\current" >nul
for /d %%i in ("%nn_state%\*") do if /i not "%%~nxi"=="%id%" if /i not "%%~nxi"=="%previous%" if /i not "%%~nxi"=="lock.d" rmdir /s /q "%%i" 2>nul
rmdir "%nn_state%\lock.d"
exit /b 0
